package org.bactrian.source;

/** Says which entries of the source are taken (spec 10). Asked once for each entry but the root, in archive order. */
@FunctionalInterface
public interface Selector {
    /** What becomes of an entry. */
    enum Choice {
        /** It is taken; a folder is entered. */
        INCLUDE,
        /** It is left out; a folder is not entered. */
        EXCLUDE,
        /** A folder is entered, and taken only if something below it is; anything else is left out. */
        SCAN,
        /** It is taken; a folder is not entered, so it becomes an empty one (where a kernel file system is mounted). */
        INCLUDE_EMPTY
    }

    /**
     * Decides on one entry.
     *
     * @param candidate the entry; not to be kept
     */
    Choice choose(Candidate candidate);

    /** Takes everything. */
    static Selector everything() {
        return candidate -> Choice.INCLUDE;
    }
}
