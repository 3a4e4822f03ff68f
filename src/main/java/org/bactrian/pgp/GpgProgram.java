package org.bactrian.pgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The {@code gpg} program, asked for what only it can do: use keys that gpg-agent has unlocked or that are on a smart
 * card. It is given neither passphrases nor, for decryption, any data but the packets that lead to the session key.
 * Thread-safe.
 */
public final class GpgProgram {
    private static final long SECONDS = 120; // somebody may have to type a PIN
    private static final int MOST_OUTPUT = 1024 * 1024;
    /** What gpg, its agent and a pinentry need of the environment; the rest may have secrets, and any process may read it. */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TERM", "TMPDIR",
            "GPG_TTY", "GPG_AGENT_INFO", "GNUPGHOME", "PINENTRY_USER_DATA", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY",
            "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE", "DBUS_SESSION_BUS_ADDRESS", "SSH_AUTH_SOCK", "LD_LIBRARY_PATH");
    private static final Pattern SESSION_KEY = Pattern.compile("\\[GNUPG:] SESSION_KEY (\\d+):([0-9A-F]+)");

    private final String program;
    private final Path home;

    /**
     * @param program name or path of gpg
     * @param home    the GnuPG home it shall use
     */
    public GpgProgram(String program, Path home) {
        this.program = program;
        this.home = home;
    }

    /**
     * The session key of a message.
     *
     * @param start the message's packets up to its encrypted data, and a little of that; gpg fails over the rest, but
     *              not before it told the session key
     * @return null if gpg cannot decrypt it
     */
    SessionKey sessionKey(byte[] start) {
        byte[] status = run(start, List.of("--status-fd", "1", "--show-session-key", "-o", "/dev/null", "--decrypt"));
        Matcher found = SESSION_KEY.matcher(new String(status, StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            return null;
        }
        CipherAlgorithm cipher = CipherAlgorithm.of(Integer.parseInt(found.group(1)));
        byte[] key = HexFormat.of().parseHex(found.group(2));
        return cipher == null || cipher.keySize() != key.length ? null : new SessionKey(cipher, key);
    }

    /** Begins a detached SHA-512 signature over what is written to the stream. */
    Signing sign(String fingerprint) {
        return new Signing(start(List.of("--digest-algo", "SHA512", "--detach-sign", "-o", "-", "--local-user",
                fingerprint + "!")));
    }

    /** A signature being made. Not thread-safe. */
    final class Signing extends OutputStream {
        private final Process process;
        private final CompletableFuture<byte[]> output;
        private final CompletableFuture<byte[]> log;

        private Signing(Process process) {
            this.process = process;
            output = readAll(process.getInputStream());
            log = readAll(process.getErrorStream());
        }

        @Override
        public void write(int b) throws IOException {
            process.getOutputStream().write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            process.getOutputStream().write(bytes, offset, count);
        }

        /** The signature packet. */
        byte[] signature() throws IOException {
            process.getOutputStream().close();
            return finish(process, output, log, true);
        }
    }

    /** Its output, whether it succeeds or not. */
    private byte[] run(byte[] input, List<String> arguments) {
        Process process = start(arguments);
        CompletableFuture<byte[]> output = readAll(process.getInputStream());
        CompletableFuture<byte[]> log = readAll(process.getErrorStream());
        try (OutputStream in = process.getOutputStream()) {
            in.write(input);
        } catch (IOException e) {
            // it stopped reading: what it says and its exit code tell why
        }
        return finish(process, output, log, false);
    }

    private Process start(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program, "--homedir", home.toString(), "--batch", "--no-tty",
                "--no-secmem-warning"));
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().keySet().removeIf(name -> !ENVIRONMENT.contains(name) && !name.startsWith("LC_"));
            return builder.start();
        } catch (IOException e) {
            throw failed("cannot be started: " + e.getMessage(), e);
        }
    }

    private byte[] finish(Process process, CompletableFuture<byte[]> output, CompletableFuture<byte[]> log,
            boolean mustSucceed) {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw failed("did not answer within " + SECONDS + " s", null);
            }
            if (mustSucceed && process.exitValue() != 0) {
                throw failed("failed: " + new String(log.join(), StandardCharsets.UTF_8).strip()
                        .replaceAll("\\s*\\R\\s*", "; "), null);
            }
            return output.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted", e);
        } catch (CompletionException e) {
            throw failed("failed: " + e.getCause().getMessage(), e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static CompletableFuture<byte[]> readAll(InputStream in) {
        CompletableFuture<byte[]> result = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try (in) {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                all.writeBytes(in.readNBytes(MOST_OUTPUT));
                in.transferTo(OutputStream.nullOutputStream());
                result.complete(all.toByteArray());
            } catch (IOException e) {
                result.completeExceptionally(e);
            }
        }, "bactrian-gpg");
        reader.setDaemon(true);
        reader.start();
        return result;
    }

    private BactrianException failed(String reason, Throwable cause) {
        return new BactrianException(ErrorKind.SEAL_FAILED, program + " with home " + home + " " + reason,
                "a key that only gpg-agent or a smart card has is used through gpg; try the same with gpg itself",
                cause);
    }
}
