package org.bactrian.cli.output;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.bactrian.log.Level;

/**
 * The beginning of a line under {@code --log-timestamp}: {@code 2026-11-22 22:16:03,612 NOTICE }, local time (spec 12.3).
 *
 * @param clock gives the time
 * @param zone  the user's
 */
public record Stamp(Clock clock, ZoneId zone) {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS", Locale.ROOT);

    String of(Level level) {
        return FORM.format(clock.instant().atZone(zone)) + " " + level + " ";
    }
}
