package org.bactrian.job;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * That a job shall run.
 *
 * @param job   its name
 * @param task  what it shall do
 * @param cause why
 * @param due   when it should have begun, jitter included
 * @param words RESTORE: options, and the folder as the last one; empty else
 * @param slot  in a cluster the time of the schedule that it is for, which is run once, whoever fires it; null for none
 */
public record Order(String job, Task task, Cause cause, Instant due, List<String> words, Instant slot) {
    /** One for no time of a schedule in particular. */
    public Order(String job, Task task, Cause cause, Instant due, List<String> words) {
        this(job, task, cause, due, words, null);
    }

    /** Why a job runs. */
    public enum Cause {
        /** Its time has come. */
        SCHEDULE,
        /** Its time had come while nobody was there to run it. */
        MISSED,
        /** Somebody asked for it. */
        OPERATOR,
        /** A backup before it went well. */
        BACKUP;

        /** As in texts and the history. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
