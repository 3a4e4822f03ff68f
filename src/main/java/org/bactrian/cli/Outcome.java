package org.bactrian.cli;

/**
 * What a route says besides its log.
 *
 * @param text        to be printed as it is, whatever the verbosity; empty for nothing
 * @param entryErrors entries that could not be read, written or compared
 * @param differences entries that differ
 */
record Outcome(String text, int entryErrors, int differences) {
    /** Nothing to say. */
    static final Outcome DONE = new Outcome("", 0, 0);
}
