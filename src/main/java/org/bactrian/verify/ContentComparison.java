package org.bactrian.verify;

import java.io.IOException;
import org.bactrian.source.SourceEntry;

/** How the contents of regular files are compared. */
public interface ContentComparison {
    /**
     * Compares one file.
     *
     * @param here     the file here
     * @param archived the file in the archive, of the same name; its content is read to the end, whatever comes out
     * @return whether they are the same
     * @throws IncomparableException if that cannot be said
     * @throws IOException           if the archive cannot be read
     */
    boolean isSame(SourceEntry here, ArchivedEntry archived) throws IOException;
}
