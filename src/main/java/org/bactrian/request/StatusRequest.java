package org.bactrian.request;

import java.util.Objects;

/**
 * What {@code collection-status} shall show.
 *
 * @param target       where the sets are
 * @param json         as JSON instead of text
 * @param fileChanged  a path whose history is shown instead (spec 7.2); null for none
 * @param changesInSet a set of the latest chain, 0 the newest, whose changes are shown instead; null for none
 * @param jsonstat     with {@code changesInSet}: its stored statistics too
 */
public record StatusRequest(TargetOptions target, boolean json, byte[] fileChanged, Integer changesInSet,
        boolean jsonstat) implements HasTarget {
    /** @throws NullPointerException if the target is missing */
    public StatusRequest {
        Objects.requireNonNull(target, "target");
    }
}
