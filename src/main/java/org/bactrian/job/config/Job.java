package org.bactrian.job.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A job as the file describes it. Immutable; holds references to secrets, no secret.
 *
 * @param name        lower case with dashes, unique
 * @param source      an absolute path
 * @param targets     URLs, at least one
 * @param options     options of the command line for every run, as {@code --volsize=100}; those that select come in the order of the file
 * @param selection   the options that select, in order
 * @param environment variables for this job: plain values, and references to secrets
 * @param backup      when; null for never by itself
 * @param verify      when it is verified; null for never
 * @param compareData whether a verification compares contents with the source
 * @param retention   the command that removes, and its options or words; empty for none
 * @param retain      when that runs; null for after each backup
 * @param runsOn      node or label of the cluster; null if this service runs it by itself
 * @param priority    9 first, 1 last
 * @param objective   how old the last success may get; null for any age
 * @param steps       by {@link Moment}, each perhaps empty
 * @param notices     who is told
 */
public record Job(String name, String source, List<String> targets, List<String> options, List<String> selection,
        Map<String, String> environment, Trigger backup, Trigger verify, boolean compareData, List<String> retention, Trigger retain,
        String runsOn, int priority, Duration objective, Map<Moment, List<Step>> steps, List<Notice> notices) {
    /** Whether the cluster's database tells when it runs, and which node runs it. */
    public boolean isClustered() {
        return runsOn != null;
    }

    /** When a step runs. */
    public enum Moment {
        BEFORE, AFTER, FAILED, FINALLY;

        /** As the file of jobs writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
