package org.bactrian.chain;

/** The four kinds of objects a set is made of (spec 1.1). */
public enum ObjectKind {
    /** A piece of the archive itself. */
    VOLUME,
    /** The list of volumes; its presence on the store makes the set exist. */
    MANIFEST,
    /** The signatures that the next increment is computed from. */
    SIGNATURES,
    /** The statistics of the run as JSON (written by duplicity 2.1 and later). */
    JSONSTAT
}
