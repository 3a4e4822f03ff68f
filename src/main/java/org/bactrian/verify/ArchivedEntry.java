package org.bactrian.verify;

import java.io.IOException;
import java.io.OutputStream;
import org.bactrian.rsync.Spool;
import org.bactrian.source.Entry;

/** An entry as the chain's volumes have it. Valid until the next one is asked for; its content can be used once. */
public interface ArchivedEntry {
    /** The metadata, with owners as they would be restored here; named relative to what is compared. */
    Entry entry();

    /**
     * Writes a regular file's content.
     *
     * @param scratch gives places for content that needs an older version at hand
     */
    void writeTo(OutputStream out, Spool.Source scratch) throws IOException;

    /** Reads a regular file's content over, which proves its structure, and gives its length in bytes. */
    long check() throws IOException;
}
