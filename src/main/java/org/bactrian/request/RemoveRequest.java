package org.bactrian.request;

import java.time.Instant;
import java.util.Objects;

/**
 * Which sets to remove. Without {@link TargetOptions#force()} they are only listed.
 *
 * @param target where the sets are
 * @param rule   by what they are chosen
 * @param time   for OLDER_THAN
 * @param count  for the rules that keep some
 */
public record RemoveRequest(TargetOptions target, Rule rule, Instant time, int count) implements HasTarget {
    /** duplicity's commands (spec 7.7). */
    public enum Rule {
        CLEANUP, OLDER_THAN, ALL_BUT_N_FULL, ALL_INCREMENTS_OF_BUT_N_FULL
    }

    /** @throws NullPointerException if target or rule are missing */
    public RemoveRequest {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(rule, "rule");
    }
}
