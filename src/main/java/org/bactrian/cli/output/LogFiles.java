package org.bactrian.cli.output;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** Opens where the machine log goes. */
public final class LogFiles {
    private static final String FLAGS = "flags:";
    private static final int ACCESS_MODE = 03;

    private LogFiles() {
    }

    /**
     * A file, made or appended to.
     *
     * @throws BactrianException of kind USAGE if it cannot be
     */
    public static OutputStream file(String name) {
        try {
            return new BufferedOutputStream(Files.newOutputStream(Path.of(name), StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND));
        } catch (IOException | IllegalArgumentException e) {
            throw new BactrianException(ErrorKind.USAGE, "Command line error: option --log-file: '" + name
                    + "' cannot be opened", "Name a file in a folder that can be written to.", e);
        }
    }

    /**
     * What a descriptor of this process is open on. Opened anew by its name under {@code /proc}, so a socket will not do; and so
     * what is open for reading only, as the JVM's own jars are, has to be refused here: it could be opened for writing.
     *
     * @throws BactrianException of kind USAGE if it is not open or cannot be written to
     */
    public static OutputStream descriptor(int number) {
        try {
            if (isOpenForWriting(number)) {
                return new BufferedOutputStream(new FileOutputStream("/proc/self/fd/" + number, true));
            }
        } catch (IOException | NumberFormatException e) {
            // said below
        }
        throw new BactrianException(ErrorKind.USAGE, "Command line error: option --log-fd: descriptor " + number
                + " is not open for writing", "Open it in the shell, as in: bactrian --log-fd " + number + " … " + number
                + ">log");
    }

    /** By the flags in {@code fdinfo} (proc(5)): octal, those of open(2). */
    private static boolean isOpenForWriting(int number) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/fdinfo/" + number))) {
            if (line.startsWith(FLAGS)) {
                return (Integer.parseInt(line.substring(FLAGS.length()).strip(), 8) & ACCESS_MODE) != 0;
            }
        }
        return false;
    }
}
