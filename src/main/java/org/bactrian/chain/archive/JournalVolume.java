package org.bactrian.chain.archive;

import java.util.Objects;
import org.bactrian.chain.Manifest;
import org.bactrian.store.StoredObject;

/**
 * A volume of an unfinished set. Immutable.
 *
 * @param block     what the manifest will say of it
 * @param md5       of the sealed volume, lower-case hex
 * @param length    of the sealed volume in bytes
 * @param mark      how far the backup had come with it
 * @param confirmed whether the store has confirmed it; if not, its upload was begun at most
 */
public record JournalVolume(Manifest.Volume block, String md5, long length, JournalMark mark, boolean confirmed) {
    /** @throws NullPointerException if something is missing */
    public JournalVolume {
        Objects.requireNonNull(block, "block");
        Objects.requireNonNull(md5, "md5");
        Objects.requireNonNull(mark, "mark");
    }

    /** Its number in the set, from 1. */
    public int number() {
        return block.number();
    }

    /** The same, confirmed by the store. */
    JournalVolume stored() {
        return new JournalVolume(block, md5, length, mark, true);
    }

    /**
     * Whether an object on the store is this very volume, as far as the store can tell without being read: the size is the same,
     * and the checksum. Of a store that keeps none, what it confirmed counts.
     */
    public boolean is(StoredObject object) {
        boolean sameBytes = object.md5().isEmpty() ? confirmed : object.md5().equals(md5);
        return object.size() == length && sameBytes;
    }
}
