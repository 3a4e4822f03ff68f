package org.bactrian.restore;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.bactrian.source.EntryName;

/** A state of the source, entry by entry in archive order. Not thread-safe. */
public interface Restorables extends Closeable {
    /** The next entry; null at the end. Its content is valid until the next one is asked for. */
    ChainReader.Restorable next() throws IOException;

    /** The volumes that were given up so far, each as "volume 2 of the full of T (FROM to TO)". */
    List<String> lost();

    /**
     * Whether a lost volume may have had something of an entry, so that what is read of it, or that nothing is, says
     * nothing. Known of all names up to the entry read last.
     *
     * @param archived the name in the archive
     */
    boolean isLost(EntryName archived);
}
