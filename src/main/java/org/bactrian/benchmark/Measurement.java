package org.bactrian.benchmark;

import java.util.Locale;

/**
 * How fast one part is.
 *
 * @param name   of the part: {@code deflate 6}
 * @param rate   how many a second
 * @param unit   of what: {@code MB} (10^6 bytes), {@code entries}
 * @param detail more of it, or empty
 */
public record Measurement(String name, double rate, String unit, String detail) {
    /** A line of the report. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-16s %9.1f %s/s%s", name, rate, unit, detail.isEmpty() ? "" : "  " + detail);
    }
}
