package org.bactrian.verify;

import java.io.IOException;
import org.bactrian.source.EntryName;

/** The state that a chain's volumes hold, in archive order. */
public interface ArchivedEntries {
    /** The next entry; null at the end. */
    ArchivedEntry next() throws IOException;

    /**
     * Whether something of an entry may be in a volume that cannot be read, so that nothing can be said of it. Asked of
     * names up to that of the entry given last.
     */
    boolean isLost(EntryName name);
}
