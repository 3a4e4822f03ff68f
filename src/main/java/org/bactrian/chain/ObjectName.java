package org.bactrian.chain;

import java.util.Objects;

/**
 * What the name of an object says; {@link NameScheme} has the spellings. Immutable.
 *
 * @param kind    what the object is
 * @param set     the set it belongs to
 * @param volume  from 1 for a volume, else 0
 * @param packing how it is packed
 * @param partial a file of an unfinished backup; only in the archive directory (spec 1.4)
 */
public record ObjectName(ObjectKind kind, SetId set, int volume, Packing packing, boolean partial) {
    /** @throws IllegalArgumentException if the volume number does not fit the kind */
    public ObjectName {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(packing, "packing");
        if (kind == ObjectKind.VOLUME ? volume < 1 : volume != 0) {
            throw new IllegalArgumentException("volume number " + volume + " of a " + kind);
        }
    }

    /** Whether this is a manifest, signatures or statistics: what the archive directory keeps a copy of. */
    public boolean isMetadata() {
        return kind != ObjectKind.VOLUME;
    }

    /** Whether this is metadata of a finished set, in a packing that is known. */
    public boolean isReadableMetadata() {
        return isMetadata() && !partial && packing != Packing.UNKNOWN;
    }

    /**
     * The same object as the archive directory keeps it (spec 6): manifests plain, the others gzipped, never encrypted.
     *
     * @throws IllegalStateException for a volume, which is never kept
     */
    public ObjectName cached() {
        if (!isMetadata()) {
            throw new IllegalStateException("volumes are never cached");
        }
        return new ObjectName(kind, set, 0, kind == ObjectKind.MANIFEST ? Packing.PLAIN : Packing.GZIP, false);
    }
}
