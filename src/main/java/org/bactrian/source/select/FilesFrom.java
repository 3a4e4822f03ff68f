package org.bactrian.source.select;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.EntryName;

/**
 * The paths of {@code --files-from} (spec 10): relative to the source, every byte significant, their parents implied, what
 * is in a listed folder not. {@code .} and empty components say nothing and are dropped.
 */
final class FilesFrom {
    private final Set<EntryName> names = new HashSet<>();

    private FilesFrom() {
    }

    /**
     * Reads a list.
     *
     * @param nullSeparator whether NUL ends a path, not a line feed
     * @throws BactrianException FILES_FROM_ABSOLUTE, FILES_FROM_EMPTY, FILELIST_UNREADABLE
     */
    static FilesFrom read(ListSource list, boolean nullSeparator) {
        FilesFrom result = new FilesFrom();
        byte[] bytes = list.read();
        byte separator = (byte) (nullSeparator ? 0 : '\n');
        for (int start = 0, end; start < bytes.length; start = end + 1) {
            end = start;
            while (end < bytes.length && bytes[end] != separator) {
                end++;
            }
            result.add(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1), list.name());
        }
        if (result.names.isEmpty()) {
            throw new BactrianException(ErrorKind.FILES_FROM_EMPTY, "The file list " + list.name() + " is empty",
                    "List at least one path, relative to the source.");
        }
        return result;
    }

    /** Whether an entry is listed, or leads to one that is. */
    boolean contains(EntryName name) {
        return names.contains(name);
    }

    /** @param path one character a byte */
    private void add(String path, String listName) {
        if (path.startsWith("/")) {
            throw notBelow(path, listName, "is absolute");
        }
        EntryName name = EntryName.ROOT;
        for (String component : path.split("/")) {
            if (component.equals("..")) {
                throw notBelow(path, listName, "leaves the source");
            }
            if (!component.isEmpty() && !component.equals(".")) {
                name = name.child(component.getBytes(StandardCharsets.ISO_8859_1));
                names.add(name);
            }
        }
    }

    private static BactrianException notBelow(String path, String listName, String what) {
        String shown = new String(path.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new BactrianException(ErrorKind.FILES_FROM_ABSOLUTE,
                "The path " + shown + " in " + listName + " " + what, "Paths are listed relative to the source.");
    }
}
