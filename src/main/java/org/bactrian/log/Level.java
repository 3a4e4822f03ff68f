package org.bactrian.log;

/** How much a line matters; the numbers are duplicity's verbosity levels (spec 12.3), 0 the most important. */
public enum Level {
    ERROR(0),
    WARNING(2),
    NOTICE(3),
    INFO(5),
    DEBUG(9);

    private final int verbosity;

    Level(int verbosity) {
        this.verbosity = verbosity;
    }

    /** The lowest {@code -v} number at which lines of this level are shown. */
    public int verbosity() {
        return verbosity;
    }
}
