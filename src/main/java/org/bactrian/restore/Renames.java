package org.bactrian.restore;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bactrian.source.EntryName;

/**
 * What {@code --rename} asks for: what was at and below one path comes at and below another. Of several that fit, the first counts
 * (duplicity replaces them one after the other, so that the second may move what the first moved). Immutable.
 */
public final class Renames {
    private final List<Pair> pairs;

    /** Two paths relative to what is restored, as bytes; empty for its root. */
    public record Rename(byte[] from, byte[] to) {
    }

    private record Pair(EntryName from, EntryName to) {
    }

    /** @param renames in the order of the command line */
    public Renames(List<Rename> renames) {
        pairs = renames.stream().map(rename -> new Pair(EntryName.of(rename.from()), EntryName.of(rename.to()))).toList();
    }

    /** What an entry is called where it is restored. */
    public EntryName of(EntryName name) {
        for (Pair pair : pairs) {
            if (name.startsWith(pair.from())) {
                return moved(name, pair);
            }
        }
        return name;
    }

    private static EntryName moved(EntryName name, Pair pair) {
        byte[] bytes = name.toBytes();
        int start = pair.from().isRoot() ? 0 : Math.min(bytes.length, pair.from().length() + 1);
        byte[] below = Arrays.copyOfRange(bytes, start, bytes.length);
        return below.length == 0 ? pair.to() : pair.to().isRoot() ? EntryName.of(below) : pair.to().child(below);
    }

    /** The folders that may be left and entered again, because new names are out of order: those above and at the paths. */
    public Set<EntryName> folders() {
        Set<EntryName> folders = new HashSet<>();
        for (Pair pair : pairs) {
            addWithParents(folders, pair.from());
            addWithParents(folders, pair.to());
        }
        return folders;
    }

    private static void addWithParents(Set<EntryName> folders, EntryName name) {
        for (EntryName folder = name; !folder.isRoot(); folder = folder.parent()) {
            folders.add(folder);
        }
    }
}
