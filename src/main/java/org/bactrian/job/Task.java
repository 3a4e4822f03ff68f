package org.bactrian.job;

import java.util.Locale;
import org.bactrian.job.config.Job;
import org.bactrian.job.config.Trigger;

/** What a run of a job does. */
public enum Task {
    /** Backs up: full or increment, as the options say. */
    BACKUP,
    /** Begins a new chain. */
    FULL,
    /** Reads the newest state back and compares it. */
    VERIFY,
    /** Removes what the job need not keep. */
    RETENTION,
    /** Brings something back. */
    RESTORE;

    /** As in routes, texts and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of a {@link #word}. @throws IllegalArgumentException if there is none */
    public static Task named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** When a job does this by its schedule; null if never. */
    public Trigger trigger(Job job) {
        return switch (this) {
            case BACKUP -> job.backup();
            case VERIFY -> job.verify();
            case RETENTION -> job.retain();
            case FULL, RESTORE -> null;
        };
    }

    /** Whether a good end makes a new backup. */
    boolean isBackup() {
        return this == BACKUP || this == FULL;
    }
}
