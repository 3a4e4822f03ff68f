package org.bactrian.source;

/**
 * Hears what a walk cannot put into an entry. Paths are {@link Candidate#fullPath() full paths as typed}, raw bytes that the
 * listener may keep. Called on the thread that walks.
 */
public interface WalkListener {
    /** Hears nothing. */
    WalkListener SILENT = new WalkListener() { };

    /**
     * An entry is there, but its attributes cannot be read, or its children not listed. It is delivered all the same, marked
     * so; the run is not a complete one.
     *
     * @param fullPath the path as typed
     * @param reason   the system's words
     */
    default void unreadable(byte[] fullPath, String reason) {
    }

    /** An entry was gone between listing its folder and looking at it: left out, and no error. */
    default void vanished(byte[] fullPath) {
    }

    /** A socket was left out, as an archive cannot hold one (spec 3.5). */
    default void skippedSocket(byte[] fullPath) {
    }

    /** A time before 1970 was replaced by 0 (spec 3.5). */
    default void negativeTime(EntryName name) {
    }
}
