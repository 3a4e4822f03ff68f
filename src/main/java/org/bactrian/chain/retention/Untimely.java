package org.bactrian.chain.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bactrian.chain.BackupSet;

/**
 * Tells sets whose time cannot be right, by a wrong clock or a forged name: they must not push others out.
 *
 * @param now what time it is
 */
record Untimely(Instant now) {
    /** Clocks of hosts and stores differ by less. */
    private static final Duration SKEW = Duration.ofDays(1);

    /** What is wrong with its time; empty if nothing is. */
    Optional<String> why(BackupSet set) {
        if (set.time().isAfter(now)) {
            return Optional.of("its time is in the future");
        }
        Instant written = set.manifest().map(object -> object.stored().modified()).orElse(Instant.EPOCH);
        boolean later = written.isAfter(Instant.EPOCH) && set.time().isAfter(written.plus(SKEW)); // a store that knows no times says 1970
        return later ? Optional.of("its time is later than that of its manifest on the store") : Optional.empty();
    }
}
