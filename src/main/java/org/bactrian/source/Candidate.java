package org.bactrian.source;

import java.nio.file.Path;

/**
 * Something the {@link Walk} has found and asks a {@link Selector} about. Knows its name at once; everything else costs a
 * system call on first use, so rules that need only the name come cheap. Valid during the question only.
 */
public interface Candidate {
    /** The name relative to the source root. */
    EntryName name();

    /**
     * The root as typed (see {@link Walk#shownRoot}), a slash, and the name: what selection rules are matched against and what
     * messages show (spec 10). The caller must not change the bytes.
     */
    byte[] fullPath();

    /** Where it is. */
    Path path();

    /** What it is; null if that cannot be found out (then the walk reports it, and no rule about types applies). */
    EntryType type();

    /** All that is known of it, or null as for {@link #type()}. */
    SourceEntry entry();

    /** The device number of the source root, for rules that stay on one file system; see {@link SourceEntry#device()}. */
    long rootDevice();
}
