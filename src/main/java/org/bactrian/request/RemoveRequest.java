package org.bactrian.request;

import java.time.Instant;
import java.util.Objects;

/**
 * Which sets to remove. Without {@link TargetOptions#force()} they are only listed.
 *
 * @param target where the sets are
 * @param rule   by what they are chosen
 * @param time   for OLDER_THAN; for KEEP what time it is, null for the clock's
 * @param count  for the rules that keep some
 * @param keep   for KEEP
 * @param json   say it as JSON
 */
public record RemoveRequest(TargetOptions target, Rule rule, Instant time, int count, KeepRules keep, boolean json)
        implements HasTarget {
    /** duplicity's commands (spec 7.7), and ours. */
    public enum Rule {
        CLEANUP, OLDER_THAN, ALL_BUT_N_FULL, ALL_INCREMENTS_OF_BUT_N_FULL,
        /** The command {@code remove}: all that no {@link KeepRules keep rule} wants. */
        KEEP
    }

    /** @throws NullPointerException if target, rule or keep rules are missing */
    public RemoveRequest {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(keep, "keep");
    }

    /** One of duplicity's commands. */
    public RemoveRequest(TargetOptions target, Rule rule, Instant time, int count) {
        this(target, rule, time, count, KeepRules.NONE, false);
    }
}
