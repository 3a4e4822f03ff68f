package org.bactrian.store.check;

import java.time.Duration;

/**
 * What came of one check.
 *
 * @param name    what was tried
 * @param outcome how it ended
 * @param detail  a figure or the reason; may be empty; one line, no secrets
 * @param time    how long it took
 */
public record CheckResult(String name, Outcome outcome, String detail, Duration time) {
    /** How a check ends. */
    public enum Outcome {
        /** As it must be. */
        OK,
        /** The store cannot do it, and backups do not need it. */
        MISSING,
        /** The store does something else than it must: not to be trusted. */
        WRONG
    }

    /** A line of the table. */
    @Override
    public String toString() {
        return String.format("%-7s %-52s %6d ms  %s", outcome.name().toLowerCase(java.util.Locale.ROOT), name, time.toMillis(), detail).strip();
    }
}
