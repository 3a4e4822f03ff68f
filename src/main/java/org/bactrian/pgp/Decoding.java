package org.bactrian.pgp;

import java.io.InputStream;
import org.bactrian.seal.AheadWorkers;

/**
 * By how many threads a message is read. Of a large one another thread reads and decrypts what comes next while the reader's
 * hashes or decompresses what it has; for a small one that would not pay.
 */
enum Decoding {
    ONE_THREAD,
    TWO_THREADS;

    private static final long SMALL = 1 << 20;

    /** @param length of the whole message, in bytes */
    static Decoding ofLength(long length) {
        return length < SMALL ? ONE_THREAD : TWO_THREADS;
    }

    /** The same bytes, perhaps made by another thread; closing what this gives closes {@code in}, and only that may. */
    InputStream of(InputStream in) {
        return this == ONE_THREAD ? in : AheadWorkers.ahead(in);
    }
}
