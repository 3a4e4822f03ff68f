package org.bactrian.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** Whether the folders named on the command line are there, or not there; asked before any prompt. The engine asks again. */
final class FolderChecks {
    private static final String CHECK_NAME = "Check its name.";

    private FolderChecks() {
    }

    /** @throws BactrianException of kind SOURCE_MISSING if there is nothing of that name */
    static void source(String source, Command command) {
        if (Files.exists(path(source), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        throw new BactrianException(ErrorKind.SOURCE_MISSING, "Backup source directory " + source + " does not exist.",
                command == Command.BACKUP ? command(source) : CHECK_NAME);
    }

    /** What else a word that names no folder may have been. */
    private static String command(String word) {
        return Command.named(word).map(command -> "As a command: bactrian " + command.word() + " " + command.shape().synopsis())
                .or(() -> CommandWords.meant(word)).orElse(CHECK_NAME);
    }

    /** @throws BactrianException of kind RESTORE_TARGET_EXISTS if it is anything but an empty folder, unless forced */
    static void restore(Path folder, boolean force) {
        if (!force && Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !isEmptyFolder(folder)) {
            throw new BactrianException(ErrorKind.RESTORE_TARGET_EXISTS, "Restore destination directory " + folder
                    + " already exists.", "Will not overwrite. Name another, or give --force.");
        }
    }

    /** @throws BactrianException of kind VERIFY_FOLDER_MISSING if there is nothing of that name */
    static void verify(Path folder) {
        if (!Files.exists(folder)) {
            throw new BactrianException(ErrorKind.VERIFY_FOLDER_MISSING, "Verify directory " + folder + " does not exist",
                    CHECK_NAME);
        }
    }

    /** @throws BactrianException of kind USAGE if no path can be of that name */
    static Path path(String name) {
        try {
            return Path.of(name);
        } catch (IllegalArgumentException e) {
            throw Misuse.of("'" + name.replaceAll("\\p{Cntrl}", "?") + "' cannot be the name of a file");
        }
    }

    private static boolean isEmptyFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        } catch (IOException e) {
            return false;
        }
    }
}
