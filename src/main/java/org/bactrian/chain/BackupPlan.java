package org.bactrian.chain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * What the next backup is (spec 7.8): a full, or an increment on the active chain. Immutable.
 *
 * @param set      identity of the new set; later than every set there is
 * @param base     the chain and signatures to build on; empty for a full
 * @param messages what to tell the user, in duplicity's words; may be empty
 */
public record BackupPlan(SetId set, Optional<BackupCollection.ActiveChain> base, List<String> messages) {
    /** A clock may be set right by this much between two runs; more is refused. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    /** What the user asked for. */
    public enum Mode {
        /** Neither word, or {@code backup}: an increment if possible. */
        AUTOMATIC,
        /** {@code full} */
        FULL,
        /** {@code incremental} */
        INCREMENTAL
    }

    /** @throws NullPointerException if something is missing */
    public BackupPlan {
        Objects.requireNonNull(set, "set");
        Objects.requireNonNull(base, "base");
        messages = List.copyOf(messages);
    }

    /**
     * @param collection      what there is
     * @param mode            what is asked for
     * @param fullIfOlderThan as of {@code --full-if-older-than}: a last full before this makes a full of any mode
     * @param now             the clock's time
     * @throws BactrianException NO_CHAIN_FOR_INCREMENT if an increment is demanded and there is nothing to add it to; USER_ERROR if
     *                           the newest set is of a time that has not come yet
     */
    public static BackupPlan of(BackupCollection collection, Mode mode, Optional<Instant> fullIfOlderThan, Instant now) {
        Instant time = nextTime(collection.lastTime(), now);
        Optional<BackupCollection.ActiveChain> active = collection.active();
        if (mode == Mode.FULL) {
            return full(time, List.of());
        }
        if (active.isEmpty()) {
            if (mode == Mode.INCREMENTAL) {
                throw new BactrianException(ErrorKind.NO_CHAIN_FOR_INCREMENT,
                        "Fatal Error: Unable to start incremental backup.  Old signatures not found and incremental specified",
                        "Run a full backup, or leave out the word incremental.");
            }
            return full(time, List.of("No signatures found, switching to full backup."));
        }
        BackupChain chain = active.get().chain();
        if (fullIfOlderThan.isPresent() && chain.start().isBefore(fullIfOlderThan.get())) {
            return full(time, List.of("Last full backup is too old, forcing full backup"));
        }
        return new BackupPlan(SetId.increment(chain.end(), time), active, List.of());
    }

    private static BackupPlan full(Instant time, List<String> messages) {
        return new BackupPlan(SetId.full(time), Optional.empty(), messages);
    }

    /**
     * The time of a new set: now, or the second after the newest set if that is not over yet. duplicity takes any time, and
     * makes increments that end before they begin when the clock was set back; no reader finds those again.
     *
     * @throws BactrianException USER_ERROR if the newest set is further ahead than a minute
     */
    static Instant nextTime(Optional<Instant> last, Instant now) {
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        if (last.isEmpty() || last.get().isBefore(second)) {
            return second;
        }
        if (last.get().isAfter(second.plus(CLOCK_TOLERANCE))) {
            throw new BactrianException(ErrorKind.USER_ERROR,
                    "The newest backup is of " + TimeText.w3c(last.get(), ZoneOffset.UTC, ':') + ", but the clock says "
                            + TimeText.w3c(second, ZoneOffset.UTC, ':') + ".",
                    "Set the clock right; a backup cannot be older than the one before it.");
        }
        return last.get().plusSeconds(1);
    }

    /** Whether it is a full backup. */
    public boolean isFull() {
        return base.isEmpty();
    }
}
