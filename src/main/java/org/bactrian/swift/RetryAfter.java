package org.bactrian.swift;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The header Retry-After (RFC 9110, 10.2.3): seconds, or a date, which is compared with the server's own clock. */
final class RetryAfter {
    /** Nobody is made to wait longer. */
    private static final long LONGEST = 3600;

    private RetryAfter() {
    }

    /**
     * Seconds to wait, at most an hour; 0 if the header is missing, past or nonsense.
     *
     * @param header the header, or null
     * @param date   the answer's Date header, or null
     */
    static long seconds(String header, String date) {
        if (header == null) {
            return 0;
        }
        String text = header.strip();
        if (text.matches("[0-9]{1,9}")) {
            return Math.min(LONGEST, Long.parseLong(text));
        }
        try {
            long wait = date == null ? 0 : Duration.between(time(date), time(text)).toSeconds();
            return Math.max(0, Math.min(LONGEST, wait));
        } catch (DateTimeException e) {
            return 0;
        }
    }

    private static ZonedDateTime time(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
    }
}
