package org.bactrian.request;

import java.time.Duration;
import java.util.Objects;

/**
 * How a command that writes keeps others from doing so at the same time.
 *
 * @param wanted   whether it takes a lease on the target; without one it relies on there being no other writer
 * @param patience how long it waits for another run to end
 */
public record LeaseOptions(boolean wanted, Duration patience) {
    /** With a lease, without waiting. */
    public static final LeaseOptions USUAL = new LeaseOptions(true, Duration.ZERO);

    /** @throws NullPointerException if there is no time to wait */
    public LeaseOptions {
        Objects.requireNonNull(patience, "patience");
    }
}
