package org.bactrian.cli.output;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What a run is at, for who asks with SIGUSR1.
 *
 * @param command  its name, as {@code full}
 * @param since    when it began, in the user's zone
 * @param doing    what it does now, as {@code reading etc/fstab}; empty if nothing can be said
 * @param progress how far it is; null as long as nothing is counted
 */
public record RunState(String command, ZonedDateTime since, String doing, ProgressText progress) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    /** As {@code full since 2026-11-23 12:00:00, reading etc/fstab: 4.9MB 00:00:01 …}. */
    public String text() {
        return command + " since " + TIME.format(since) + (doing.isEmpty() ? "" : ", " + doing) + ": "
                + (progress == null ? "nothing is counted yet" : progress.line());
    }
}
