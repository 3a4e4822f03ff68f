package org.bactrian.source;

import java.util.Iterator;

/**
 * The entries of a walk, looked at by a thread of their own some way ahead of who takes them ({@link Ahead}). How far is
 * bounded by entries and by the bytes of their files, so that between the look at a file and its reading little other reading lies:
 * what changes between the two is stored with a warning ({@link SourceFile#hasChanged}).
 */
public final class WalkAhead {
    static final int MOST_ENTRIES = 256;
    private static final Ahead.Bounds BOUNDS = new Ahead.Bounds(4, MOST_ENTRIES, 16 << 20);

    private WalkAhead() {
    }

    /** The same entries. @param walk used by the other thread only from here on, which begins at once */
    public static Ahead<SourceEntry> of(Iterator<SourceEntry> walk) {
        return new Ahead<>("bactrian-walk", walk, entry -> entry.hasAttributes() ? entry.entry().size() : 0, BOUNDS);
    }
}
