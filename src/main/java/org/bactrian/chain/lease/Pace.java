package org.bactrian.chain.lease;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How time passes for who waits: never by the clock, which can be set. */
public interface Pace {
    /** The machine's. */
    Pace SYSTEM = new Pace() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }
    };

    /** Nanoseconds since some moment. */
    long nanos();

    /** Waits. */
    void pause(Duration time) throws InterruptedException;
}
