package org.bactrian.restore;

import java.io.IOException;
import org.bactrian.posix.NewFile;

/** What a file is to contain: a snapshot, or a snapshot with the deltas after it. Can be used once. */
@FunctionalInterface
public interface Content {
    /**
     * Writes the whole content.
     *
     * @param file    empty; takes the content from its start
     * @param scratch makes a further file beside it, private and removed afterwards, for content that needs an older
     *                version at hand
     */
    void writeTo(NewFile file, Scratch scratch) throws IOException;

    /** Makes scratch files. */
    @FunctionalInterface
    interface Scratch {
        /** A new file, closed and removed by whoever gave it. */
        NewFile make() throws IOException;
    }
}
