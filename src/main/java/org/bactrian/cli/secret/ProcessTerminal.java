package org.bactrian.cli.secret;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The terminal of this process: Java's console, or, where standard input or output is redirected and Java has none, the
 * controlling terminal {@code /dev/tty} with its echo switched off by {@code stty(1)}, as getpass(3) does.
 */
public final class ProcessTerminal implements Terminal {
    private static final File TTY = new File("/dev/tty");

    private final Console console = interactive(System.console());

    /** JDK 22 and later give a console even where there is none to type on; only then there is this method to ask. */
    private static Console interactive(Console console) {
        if (console == null) {
            return null;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console) ? console : null;
        } catch (NoSuchMethodException e) {
            return console;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return null;
        }
    }

    /** Whether standard input and output are a terminal. */
    public boolean isConsole() {
        return console != null;
    }

    @Override
    public boolean isThere() {
        if (console != null) {
            return true;
        }
        try (FileInputStream tty = new FileInputStream(TTY)) {
            return tty.getFD().valid();
        } catch (IOException e) {
            return false; // there, but no controlling terminal: ENXIO
        }
    }

    @Override
    public char[] readSecret(String prompt) {
        return console != null ? console.readPassword("%s", prompt) : readFromTty(prompt);
    }

    @Override
    public void show(String line) {
        if (console != null) {
            console.printf("%s%n", line);
        } else {
            write(line + "\n");
        }
    }

    private static char[] readFromTty(String prompt) {
        String before = stty("-g");
        Thread restore = new Thread(() -> stty(before));
        java.lang.Runtime.getRuntime().addShutdownHook(restore);
        try {
            stty("-echo");
            write(prompt);
            return readLine();
        } finally {
            stty(before);
            write("\n");
            java.lang.Runtime.getRuntime().removeShutdownHook(restore);
        }
    }

    private static char[] readLine() {
        try (InputStream tty = new BufferedInputStream(Files.newInputStream(Path.of(TTY.getPath())), 1);
                WipedBytes line = new WipedBytes()) {
            int b = tty.read();
            if (b < 0) {
                return null;
            }
            for (; b >= 0 && b != '\n'; b = tty.read()) {
                line.write(b);
            }
            return line.toChars();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(String text) {
        try (OutputStream tty = new FileOutputStream(TTY)) {
            tty.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stty(String argument) {
        try {
            ProcessBuilder builder = new ProcessBuilder("stty", argument).redirectInput(Redirect.from(TTY)).redirectError(Redirect.DISCARD);
            builder.environment().keySet().retainAll(Set.of("PATH")); // secrets may be among the others
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (process.waitFor() == 0) {
                return said;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // said below
        }
        throw new BactrianException(ErrorKind.USER_ERROR, "The terminal's echo cannot be switched off with stty",
                "Set the environment variable PASSPHRASE, or do not redirect standard input and output.");
    }

    /** Collects the bytes of a line and leaves none behind. */
    private static final class WipedBytes extends ByteArrayOutputStream {
        private static final int LONGEST = 4096; // the line discipline's own limit

        WipedBytes() {
            super(LONGEST);
        }

        char[] toChars() {
            CharBuffer chars = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(buf, 0, count));
            char[] line = new char[chars.remaining()];
            chars.get(line);
            Arrays.fill(chars.array(), '\0');
            return line;
        }

        @Override
        public void close() {
            Arrays.fill(buf, (byte) 0);
        }
    }
}
