package org.bactrian.backup;

import java.util.Arrays;
import org.bactrian.source.Entry;

/**
 * Whether an entry of the source is what the chain has, as far as the archive's metadata tell (spec 8.2). Owners are
 * compared as numbers.
 */
final class Comparison {
    private Comparison() {
    }

    /** Whether nothing that the archive keeps of the two is different. */
    static boolean same(Entry source, Entry known) {
        if (source.type() != known.type()) {
            return false;
        }
        return switch (source.type()) {
            case SYMLINK -> Arrays.equals(source.linkTarget(), known.linkTarget());
            case CHARACTER_DEVICE, BLOCK_DEVICE -> sameRights(source, known)
                    && source.deviceMajor() == known.deviceMajor() && source.deviceMinor() == known.deviceMinor();
            default -> sameRights(source, known)
                    && (source.mtime() == known.mtime() || source.mtime() <= 0 && known.mtime() <= 0);
        };
    }

    private static boolean sameRights(Entry source, Entry known) {
        return source.mode() == known.mode() && source.uid() == known.uid() && source.gid() == known.gid();
    }
}
