package org.bactrian.chain;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The times that {@code --time}, {@code remove-older-than}, {@code --full-if-older-than} and {@code --exclude-older-than}
 * take (spec 8.1), tried in this order and understood exactly as duplicity understands them:
 * <ol>
 * <li>{@code now};</li>
 * <li>all digits: seconds since 1970 (so {@code 20240105} is in August 1970);</li>
 * <li>{@code YYYY-MM-DDThh:mm:ss} with {@code Z}, {@code ±hh:mm} or nothing, or {@code YYYYMMDDThhmmssZ};</li>
 * <li>an interval before now: {@code 3D5h}, units {@code s m h D W M Y}; a month has 30 days, a year 365;</li>
 * <li>{@code YYYY-MM-DD}, {@code YYYY/M/D}, {@code M-D-YYYY}, {@code M/D/YYYY}, {@code YYYYMMDDZ}: midnight.</li>
 * </ol>
 * Without a zone it is local <em>standard</em> time, also in summer. Day 31 of any month rolls over into the next, so does
 * second 60 or 61. Years 1901 to 2099. What duplicity stumbles over and we do not: {@code 1970-01-01}, a date
 * without a time together with {@code --time-separator}, and {@code YYYYMMDDThhmmss} without the Z, which it takes only where local
 * time is UTC.
 */
public final class TimeExpression {
    private static final int LONGEST = 200;
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern COMPACT = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})(Z?)");
    private static final Pattern W3C = Pattern.compile(
            "([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2}|)");
    private static final Pattern INTERVAL = Pattern.compile("(?:[0-9]+[smhDWMY])+");
    private static final Pattern INTERVAL_PART = Pattern.compile("([0-9]+)([smhDWMY])");
    private static final Pattern YEAR_FIRST = Pattern.compile("([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})");
    private static final Pattern YEAR_LAST = Pattern.compile("([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})");
    private static final Pattern DATE_Z = Pattern.compile("([0-9]{4})([0-9]{2})([0-9]{2})Z");

    private static final Map<Character, Long> UNIT_SECONDS = Map.of('s', 1L, 'm', 60L, 'h', 3600L, 'D', 86_400L,
            'W', 7 * 86_400L, 'M', 30 * 86_400L, 'Y', 365 * 86_400L);

    /**
     * Zones whose law calls the summer's time the standard one. The system's zone files follow the law, Java's do not:
     * they count from the winter's (the "rearguard" form of the zone database).
     */
    private static final Map<String, Instant> SUMMER_IS_STANDARD = Map.of(
            "Europe/Dublin", Instant.parse("1971-10-31T02:00:00Z"),
            "Eire", Instant.parse("1971-10-31T02:00:00Z"),
            "Africa/Casablanca", Instant.parse("2018-10-28T02:00:00Z"),
            "Africa/El_Aaiun", Instant.parse("2018-10-28T02:00:00Z"));

    private TimeExpression() {
    }

    /**
     * @param text      what the user typed
     * @param clock     what now is
     * @param zone      the user's
     * @param separator what stands for a colon, as of {@code --time-separator}
     * @return whole seconds; an interval that reaches back before 1970 gives 1970
     * @throws BactrianException USAGE with duplicity's words
     */
    public static Instant parse(String text, Clock clock, ZoneId zone, char separator) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (text.equals("now")) {
            return now;
        }
        return absolute(text, zone, separator).or(() -> interval(text, now)).orElseThrow(() -> bad(text));
    }

    /** A time that does not depend on now: every form but {@code now} and the interval. Empty if it is none. */
    static Optional<Instant> absolute(String text, ZoneId zone, char separator) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            if (DIGITS.matcher(text).matches()) {
                return TimeText.ofSeconds(Long.parseLong(text));
            }
            Optional<Instant> exact = dateTime(text, zone, separator);
            return exact.isPresent() ? exact : date(text, zone);
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> dateTime(String text, ZoneId zone, char separator) {
        Matcher matcher = COMPACT.matcher(text);
        if (!matcher.matches()) {
            if (separator != ':' && text.indexOf(':') >= 0) {
                return Optional.empty();
            }
            matcher = W3C.matcher(text.replace(separator, ':'));
        }
        if (!matcher.matches()) {
            return Optional.empty();
        }
        LocalDate date = day(number(matcher, 1), number(matcher, 2), number(matcher, 3));
        int second = number(matcher, 6);
        if (second > 61) {
            return Optional.empty();
        }
        LocalDateTime local = date.atTime(LocalTime.of(number(matcher, 4), number(matcher, 5))).plusSeconds(second);
        String offset = matcher.group(7);
        return Optional.of(offset.isEmpty() ? atStandardTime(local, zone)
                : local.toInstant(ZoneOffset.UTC).minusSeconds(offsetSeconds(offset)));
    }

    /** Any two digits are taken, as duplicity does; ZoneOffset would refuse {@code +25:00}. */
    private static long offsetSeconds(String offset) {
        if (offset.equals("Z")) {
            return 0;
        }
        long minutes = Integer.parseInt(offset.substring(1, 3)) * 60L + Integer.parseInt(offset.substring(4, 6));
        return (offset.charAt(0) == '-' ? -60 : 60) * minutes;
    }

    private static Optional<Instant> date(String text, ZoneId zone) {
        Matcher first = YEAR_FIRST.matcher(text);
        Matcher last = YEAR_LAST.matcher(text);
        Matcher compact = DATE_Z.matcher(text);
        LocalDate day;
        if (first.matches()) {
            day = day(number(first, 1), number(first, 2), number(first, 3));
        } else if (last.matches()) {
            day = day(number(last, 3), number(last, 1), number(last, 2));
        } else if (compact.matches()) {
            day = day(number(compact, 1), number(compact, 2), number(compact, 3));
        } else {
            return Optional.empty();
        }
        return Optional.of(atStandardTime(day.atStartOfDay(), zone));
    }

    /** @throws DateTimeException if it is none; days 29 to 31 beyond the month's end roll over */
    private static LocalDate day(int year, int month, int day) {
        if (year <= 1900 || year >= 2100 || day < 1 || day > 31) {
            throw new DateTimeException("no such day");
        }
        return LocalDate.of(year, month, 1).plusDays(day - 1L);
    }

    private static Instant atStandardTime(LocalDateTime local, ZoneId zone) {
        Instant guess = local.toInstant(standardOffset(zone, local.toInstant(ZoneOffset.UTC)));
        return local.toInstant(standardOffset(zone, guess));
    }

    private static ZoneOffset standardOffset(ZoneId zone, Instant at) {
        ZoneOffset offset = zone.getRules().getStandardOffset(at);
        Instant since = SUMMER_IS_STANDARD.get(zone.getId());
        return since != null && at.isAfter(since) ? ZoneOffset.ofTotalSeconds(offset.getTotalSeconds() + 3600) : offset;
    }

    /**
     * A length of time as {@code 30D} or {@code 1Y6M}; days, weeks and years also in small letters, for nothing else is meant by them.
     *
     * @throws BactrianException USAGE if it is none
     */
    public static Duration length(String text) {
        return Duration.ofSeconds(seconds(text.replace('d', 'D').replace('w', 'W').replace('y', 'Y'))
                .orElseThrow(() -> new BactrianException(ErrorKind.USAGE, "Bad length of time \"'" + text + "'\"",
                        "Write a number and a unit of s, m (minutes), h, D, W, M (months), Y, or several: 30D, 1Y6M.")));
    }

    private static Optional<Instant> interval(String text, Instant now) {
        return seconds(text).map(back -> back > now.getEpochSecond() ? Instant.EPOCH : now.minusSeconds(back));
    }

    private static Optional<Long> seconds(String text) {
        if (text.length() > LONGEST || !INTERVAL.matcher(text).matches()) {
            return Optional.empty();
        }
        long back = 0;
        Matcher part = INTERVAL_PART.matcher(text);
        while (part.find()) {
            long unit = UNIT_SECONDS.get(part.group(2).charAt(0));
            back = saturatedSum(back, part.group(1), unit);
        }
        return Optional.of(back);
    }

    /** More than 18 digits would overflow, and mean "before everything" anyway. */
    private static long saturatedSum(long sum, String digits, long unit) {
        try {
            return Math.addExact(sum, Math.multiplyExact(Long.parseLong(digits), unit));
        } catch (ArithmeticException | NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    private static BactrianException bad(String text) {
        return new BactrianException(ErrorKind.USAGE, "Bad time string \"'" + text + "'\"",
                "Write an interval like 3D64s, a date and time like 2002-04-26T04:22:01-07:00 or 20020426T112201Z, or a date like"
                        + " 2002-04-26 or 4/26/2002 (the month always precedes the day); digits alone are seconds since 1970.");
    }
}
