package org.bactrian.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** Where temporary files go (spec 12.2): {@code --tempdir}, else the first that can be used of the usual ones. */
final class TempFolder {
    private TempFolder() {
    }

    /**
     * @param option what {@code --tempdir} says; null for nothing
     * @throws BactrianException of kind USER_ERROR if that is not a folder that can be written to
     */
    static String choose(String option, Map<String, String> environment) {
        if (option != null) {
            if (isUsable(FolderChecks.path(option))) {
                return option;
            }
            throw new BactrianException(ErrorKind.USER_ERROR, "The folder for temporary files " + option
                    + " is not there or cannot be written to", "Name another with --tempdir.");
        }
        for (String name : new String[] {"TMPDIR", "TEMP", "TMP"}) {
            String folder = environment.get(name);
            if (folder != null && !folder.isEmpty() && isUsable(Path.of(folder))) {
                return folder;
            }
        }
        return "/tmp";
    }

    private static boolean isUsable(Path folder) {
        return Files.isDirectory(folder) && Files.isWritable(folder);
    }
}
