package org.bactrian.chain.status;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Sizes and durations as duplicity shows them to people (spec 7.4). */
public final class HumanText {
    private static final String[] UNITS = {"KB", "MB", "GB", "TB"};

    private HumanText() {
    }

    /**
     * {@code 1 byte}, {@code 999 bytes}, {@code 8.02 KB}, {@code 98.7 KB}, {@code 355 KB}, {@code 1.16 MB}: by 1024, three digits.
     *
     * @param bytes a negative number is shown with its sign
     */
    public static String size(long bytes) {
        if (bytes < 0) {
            return "-" + size(bytes == Long.MIN_VALUE ? Long.MAX_VALUE : -bytes);
        }
        if (bytes < 1024) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        double value = bytes / 1024.0;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return rounded(value, value < 10 ? 2 : value < 100 ? 1 : 0) + " " + UNITS[unit];
    }

    /** {@code 0.03 seconds}, {@code 2 hours 1 minute 3.45 seconds}; parts that are zero are left out. */
    public static String duration(double seconds) {
        double left = Math.max(0, seconds);
        long hours = (long) (left / 3600);
        long minutes = (long) ((left - hours * 3600.0) / 60);
        left -= hours * 3600.0 + minutes * 60.0;
        List<String> parts = new ArrayList<>();
        if (hours > 0) {
            parts.add(hours + (hours == 1 ? " hour" : " hours"));
        }
        if (minutes > 0) {
            parts.add(minutes + (minutes == 1 ? " minute" : " minutes"));
        }
        if (parts.isEmpty() || left > 0) {
            parts.add(rounded(left, 2) + " seconds");
        }
        return String.join(" ", parts);
    }

    /** As C's printf: the exact binary value, a tie to the even digit. */
    static String rounded(double value, int digits) {
        return new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }
}
