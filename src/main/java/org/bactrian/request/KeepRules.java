package org.bactrian.request;

import java.time.Duration;
import java.util.stream.IntStream;

/**
 * Which states of the source the command {@code remove} keeps. Each rule keeps the last state of each of so many hours, days, …
 * that have one; a count of 0 is a rule not given. A week is ISO 8601's, from Monday.
 *
 * @param last   so many of the newest
 * @param hourly hours, in the user's time zone, as all below
 * @param daily  days
 * @param weekly weeks
 * @param monthly months
 * @param yearly years
 * @param within all that are not older than the newest by more than this; null for none
 */
public record KeepRules(int last, int hourly, int daily, int weekly, int monthly, int yearly, Duration within) {
    /** No rule. */
    public static final KeepRules NONE = new KeepRules(0, 0, 0, 0, 0, 0, null);

    /** @throws IllegalArgumentException if a count is negative */
    public KeepRules {
        if (IntStream.of(last, hourly, daily, weekly, monthly, yearly).anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("a negative count");
        }
    }

    /** Whether there is no rule at all: then nothing may be removed. */
    public boolean isEmpty() {
        return last + (long) hourly + daily + weekly + monthly + yearly == 0 && within == null;
    }
}
