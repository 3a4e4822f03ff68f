package org.bactrian.chain;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times as texts (spec 1.2, 1.3, 7.2). All are whole seconds; fractions are dropped. */
public final class TimeText {
    /** The end of year 9999, which the compact form can still show. */
    private static final long LATEST = 253_402_300_799L;
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ASCTIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ROOT);
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private TimeText() {
    }

    /** {@code 20240101T000000Z}, always UTC: the times in names. */
    public static String compact(Instant time) {
        return COMPACT.format(time);
    }

    /** {@code Mon Jan  1 00:00:00 2024}: local time as C's asctime shows it, in English, the day padded with a space. */
    public static String asctime(Instant time, ZoneId zone) {
        return ASCTIME.format(time.atZone(zone));
    }

    /** {@code 2023-12-31T19:00:00-05:00}, or {@code …Z} at offset zero, with the separator for each colon: old names. */
    public static String w3c(Instant time, ZoneId zone, char separator) {
        ZonedDateTime local = time.atZone(zone);
        int minutes = local.getOffset().getTotalSeconds() / 60;
        String offset = minutes == 0 ? "Z"
                : String.format(Locale.ROOT, "%s%02d:%02d", minutes < 0 ? "-" : "+", Math.abs(minutes) / 60, Math.abs(minutes) % 60);
        OffsetDateTime shown = time.atOffset(ZoneOffset.ofTotalSeconds(minutes * 60));
        return (LOCAL.format(shown) + offset).replace(':', separator);
    }

    /** Seconds since 1970 to the base 36, digits {@code 0-9a-z}: short names. */
    static String base36(Instant time) {
        return Long.toString(time.getEpochSecond(), Character.MAX_RADIX);
    }

    /** The reverse; empty if it is not one or lies beyond the year 9999. */
    static Optional<Instant> ofBase36(String text) {
        try {
            return ofSeconds(Long.parseLong(text, Character.MAX_RADIX));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The time of that many seconds since 1970; empty if it is before that or beyond the year 9999. */
    static Optional<Instant> ofSeconds(long seconds) {
        return seconds < 0 || seconds > LATEST ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds));
    }
}
