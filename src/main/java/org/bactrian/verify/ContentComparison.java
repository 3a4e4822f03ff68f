package org.bactrian.verify;

import java.io.IOException;
import org.bactrian.source.SourceEntry;

/** How the contents of regular files are compared: what the archive has is read in turn, what is here by any thread. */
public interface ContentComparison {
    /**
     * Begins to compare one file.
     *
     * @param here     the file here
     * @param archived the file in the archive, of the same name; its content is read to the end, whatever comes out
     * @return what is left to do
     * @throws IncomparableException if it cannot be compared
     * @throws IOException           if the archive cannot be read
     */
    Rest begin(SourceEntry here, ArchivedEntry archived) throws IOException;

    /**
     * The rest of a comparison, which any thread may do: the archive is not needed for it any more.
     *
     * @param held     bytes of memory it needs until it is done
     * @param question whether the contents are the same
     */
    record Rest(int held, Question question) {
        /** What was found out already. */
        static Rest known(boolean same) {
            return new Rest(0, () -> same);
        }
    }

    /** Whether two contents are the same. */
    @FunctionalInterface
    interface Question {
        /**
         * Finds out.
         *
         * @throws IncomparableException if that cannot be said
         */
        boolean isSame() throws IOException;
    }
}
