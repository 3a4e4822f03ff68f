package org.bactrian.store;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * How many bytes a second may go to a store, by the time of day. Immutable.
 *
 * @param windows in order; the first that holds a time counts, outside of all there is no limit
 */
public record RateLimit(List<Window> windows) {
    /** No limit. */
    public static final RateLimit NONE = new RateLimit(List.of());

    /** Slower, and a server would take the pause between two pieces of a body for its end. */
    private static final long LEAST = 16 * 1024;
    private static final Pattern RULE = Pattern.compile("(?:(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d)=)?(\\d{1,12})([kKmMgG]?)");

    /**
     * A time of each day and the rate in it.
     *
     * @param from           its beginning
     * @param to             its end, exclusive; not after the beginning means the next day's
     * @param bytesPerSecond 0 for no limit
     */
    public record Window(LocalTime from, LocalTime to, long bytesPerSecond) {
        boolean holds(LocalTime time) {
            boolean begun = !time.isBefore(from);
            boolean over = !time.isBefore(to);
            return from.isBefore(to) ? begun && !over : begun || !over;
        }
    }

    /** Copies the list. */
    public RateLimit {
        windows = List.copyOf(windows);
    }

    /**
     * Reads rules, each {@code [HH:MM-HH:MM=]RATE}: bytes a second, with K, M or G for 1024 of each; 0 for no limit.
     *
     * @throws BactrianException of kind USAGE which names the rule that cannot be read
     */
    public static RateLimit of(List<String> rules) {
        List<Window> windows = new ArrayList<>();
        for (String rule : rules) {
            Matcher parts = RULE.matcher(rule);
            if (!parts.matches()) {
                throw bad(rule, "it is no rate");
            }
            long rate = Math.multiplyExact(Long.parseLong(parts.group(3)), 1L << 10 * " kmg".indexOf((parts.group(4) + " ").toLowerCase(Locale.ROOT).charAt(0)));
            if (rate != 0 && rate < LEAST) {
                throw bad(rule, "less than 16K a second lets connections time out");
            }
            windows.add(new Window(time(rule, parts.group(1)), time(rule, parts.group(2)), rate));
        }
        return new RateLimit(windows);
    }

    private static LocalTime time(String rule, String text) {
        try {
            return text == null ? LocalTime.MIN : LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            throw bad(rule, text + " is no time of day");
        }
    }

    private static BactrianException bad(String rule, String why) {
        return new BactrianException(ErrorKind.USAGE, "Command line error: option --limit-upload: invalid value '" + rule + "': " + why,
                "Give bytes a second, as 2M, or a time of day with it, as 08:00-18:00=2M.");
    }

    /** Bytes a second at a time of day; 0 for no limit. */
    public long at(LocalTime time) {
        return windows.stream().filter(window -> window.holds(time)).findFirst().map(Window::bytesPerSecond).orElse(0L);
    }
}
