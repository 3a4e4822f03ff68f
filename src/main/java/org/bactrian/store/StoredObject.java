package org.bactrian.store;

import java.time.Instant;
import java.util.Objects;

/**
 * What a store says of one object.
 *
 * @param name     relative to the target, without slashes
 * @param size     bytes as stored
 * @param modified when the store says it was written; to the store's own precision
 * @param md5      of its bytes as the store keeps it, lower-case hex; empty if the store keeps none
 */
public record StoredObject(String name, long size, Instant modified, String md5) {
    /** @throws NullPointerException if something is missing */
    public StoredObject {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(modified, "modified");
        Objects.requireNonNull(md5, "md5");
    }

    /** An object on a store that keeps no checksums. */
    public StoredObject(String name, long size, Instant modified) {
        this(name, size, modified, "");
    }
}
