package org.bactrian.benchmark;

import java.io.IOException;
import java.util.function.LongSupplier;

/** Repeats a piece of work until there is something to tell. Not thread-safe. */
public final class Stopwatch {
    private static final long ENOUGH = 250_000_000L;
    private static final int MOST = 50;
    private static final double NANOS = 1e9;

    private final LongSupplier nanos;

    /** Work that is measured. */
    @FunctionalInterface
    public interface Work {
        /** Does it once. */
        void run() throws IOException;
    }

    /** @param nanos the time in nanoseconds since anything, as {@link System#nanoTime} */
    public Stopwatch(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How many a second, if {@code amount} are done each time; the first time, before the JVM has compiled it, does not count. */
    public double rate(double amount, Work work) throws IOException {
        work.run();
        long start = nanos.getAsLong();
        int times = 0;
        do {
            work.run();
            times++;
        } while (nanos.getAsLong() - start < ENOUGH && times < MOST);
        return times * amount * NANOS / Math.max(1, nanos.getAsLong() - start);
    }

    /** As {@link #rate}, for what is done once. */
    public double once(double amount, Work work) throws IOException {
        long start = nanos.getAsLong();
        work.run();
        return amount * NANOS / Math.max(1, nanos.getAsLong() - start);
    }
}
