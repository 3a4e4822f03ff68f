package org.bactrian.chain.lease;

import java.time.Instant;
import java.util.Optional;

/** What a lease needs of the store its target is on. Failures are {@link org.bactrian.error.BactrianException}s. Thread-safe. */
public interface LeaseStore {
    /** Stores an object if there is none of that name; of several who try at once one succeeds. @return whether it did */
    boolean create(String name, byte[] content);

    /** Stores an object, in the place of one that is there. */
    void put(String name, byte[] content);

    /** An object's content, of a long one its first {@link LeaseRecord#LONGEST} bytes and one more; empty if there is none. */
    Optional<byte[]> get(String name);

    /** When an object was stored, by the store's clock; empty if there is none. */
    Optional<Instant> modified(String name);

    /** Removes an object; one that is not there is no error. */
    void delete(String name);
}
