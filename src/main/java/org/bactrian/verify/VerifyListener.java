package org.bactrian.verify;

import org.bactrian.source.EntryName;

/** Hears what a comparison finds, entry by entry, on the thread that compares. */
public interface VerifyListener {
    /** An entry is not what the archive has. */
    void different(Difference difference);

    /**
     * An entry could not be compared.
     *
     * @param reason a few words
     * @param told   whether the cause was said before: the entry is in a volume or below a folder that cannot be read
     */
    void incomparable(EntryName name, String reason, boolean told);
}
