package org.bactrian.store;

import java.time.Instant;
import java.util.Objects;

/**
 * What a store says of one object.
 *
 * @param name     relative to the target, without slashes
 * @param size     bytes as stored
 * @param modified when the store says it was written; to the store's own precision
 */
public record StoredObject(String name, long size, Instant modified) {
    /** @throws NullPointerException if name or time are missing */
    public StoredObject {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(modified, "modified");
    }
}
