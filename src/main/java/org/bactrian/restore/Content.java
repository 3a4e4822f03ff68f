package org.bactrian.restore;

import java.io.IOException;
import java.io.OutputStream;
import org.bactrian.rsync.Spool;

/** What a file contains: a snapshot, or a snapshot with the deltas after it. Only one of the methods can be used, once. */
public interface Content {
    /**
     * Writes the whole content.
     *
     * @param out     takes it from its start; not closed
     * @param scratch gives places for content that needs an older version at hand; they are closed by this
     */
    void writeTo(OutputStream out, Spool.Source scratch) throws IOException;

    /**
     * Reads it over without making it: whether all of it is there, and each delta copies only what the version before it has.
     *
     * @return its length in bytes
     * @throws org.bactrian.error.BactrianException if it is damaged
     */
    long check() throws IOException;
}
