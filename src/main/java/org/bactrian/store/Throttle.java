package org.bactrian.store;

import java.time.LocalTime;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps what goes to a store within a {@link RateLimit}, over all uploads of a run together: whoever took bytes waits until the
 * next may go. Thread-safe.
 */
public final class Throttle {
    private static final double NANOS = 1e9;
    /** Longer waits are cut, so that the end of a window and of the run are seen. */
    private static final long LONGEST_NANOS = 500_000_000L;

    private final RateLimit limit;
    private final Supplier<LocalTime> day;
    private final LongSupplier nanos;
    private final LongConsumer sleep;
    private final BooleanSupplier over;
    private long due = Long.MIN_VALUE;

    /**
     * Begins now.
     *
     * @param limit how much
     * @param day   the time of day
     * @param nanos a clock that only grows, as {@link System#nanoTime}
     * @param sleep waits so many nanoseconds
     * @param over  true once nobody is to wait any more, for the run ends
     */
    public Throttle(RateLimit limit, Supplier<LocalTime> day, LongSupplier nanos, LongConsumer sleep, BooleanSupplier over) {
        this.limit = limit;
        this.day = day;
        this.nanos = nanos;
        this.sleep = sleep;
        this.over = over;
    }

    /** Waits as long as these bytes take. Costs nothing where there is no limit. */
    public void took(long bytes) {
        if (limit.windows().isEmpty()) {
            return;
        }
        long until = reserve(bytes);
        for (long left = until - nanos.getAsLong(); left > 0 && !over.getAsBoolean() && limit.at(day.get()) > 0;
                left = until - nanos.getAsLong()) {
            sleep.accept(Math.min(left, LONGEST_NANOS));
        }
    }

    private synchronized long reserve(long bytes) {
        long now = nanos.getAsLong();
        long rate = limit.at(day.get());
        long begin = due == Long.MIN_VALUE || due < now ? now : due;
        due = rate == 0 ? now : begin + (long) (bytes * NANOS / rate);
        return due;
    }
}
