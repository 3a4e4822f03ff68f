package org.bactrian.job;

import java.util.Locale;

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

    /** Whether a good end makes a new backup. */
    boolean isBackup() {
        return this == BACKUP || this == FULL;
    }
}
