package org.bactrian.request;

import java.time.Instant;
import java.util.Objects;

/**
 * Copying sets from one target to another that lacks them, opened and sealed anew.
 *
 * @param from   where the sets are
 * @param to     where they go
 * @param before only sets older than that; null for all
 * @param volumeBytes size at which volumes are closed where they go; 0 to copy volumes as they are cut
 */
public record ReplicateRequest(TargetOptions from, TargetOptions to, Instant before, long volumeBytes)
        implements HasTarget {
    /** @throws NullPointerException if one but {@code before} is missing */
    public ReplicateRequest {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /** The one that is written to. */
    @Override
    public TargetOptions target() {
        return to;
    }
}
