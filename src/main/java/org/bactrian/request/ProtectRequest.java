package org.bactrian.request;

import java.time.Instant;
import java.util.Objects;

/**
 * Protecting a set, and all it builds on, from every command that removes; or the end of that.
 *
 * @param target  where the sets are
 * @param time    the state meant: the newest set that is not later
 * @param protect false ends it
 */
public record ProtectRequest(TargetOptions target, Instant time, boolean protect) implements HasTarget {
    /** @throws NullPointerException if something is missing */
    public ProtectRequest {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(time, "time");
    }
}
