package org.bactrian.cli.output;

import java.util.Locale;

/**
 * How far a run is at one moment, and the words for it: duplicity's line (spec 12.4) with the entries and volumes after it, and
 * its machine record.
 *
 * @param bytes    done
 * @param files    come to
 * @param volume   the current one's number, from 1
 * @param volumes  there will be; −1 if unknown
 * @param expected bytes there will be; −1 if unknown
 * @param elapsed  whole seconds since the start
 * @param speed    bytes a second
 * @param sending  seconds that what waits for the store will take; negative if unknown
 * @param stalled  whether nothing has moved for a while
 * @param done     whether the run has ended; until then it is never 100 %
 */
public record ProgressText(long bytes, long files, int volume, int volumes, long expected, long elapsed, double speed, double sending,
        boolean stalled, boolean done) {
    /** duplicity's. */
    private static final int BAR = 40;
    private static final int SHORTEST_BAR = 5;
    private static final double KIB = 1024;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;

    /** 0 to 99, and 100 when it is done. */
    public int percent() {
        if (done) {
            return 100;
        }
        return expected <= 0 ? 0 : (int) Math.min(99, Math.floor(100.0 * Math.max(0, bytes) / expected));
    }

    /** Seconds still to go; 0 if nothing can be said. */
    public long eta() {
        double reading = expected <= bytes || speed < 1 ? 0 : (expected - bytes) / speed;
        return done ? 0 : Math.round(reading + Math.max(0, sending));
    }

    /** As {@code 4.9MB 00:00:01 [2.0MB/s] [====>   ] 50% ETA < 30sec, 12 files, volume 3}; without bar if the end is unknown. */
    public String line() {
        return line(Integer.MAX_VALUE);
    }

    /** The same in so many columns at most: with a shorter bar, and cut off if even that is too long. */
    public String line(int columns) {
        String line = withBar(BAR);
        if (line.length() > columns) {
            line = withBar(Math.max(SHORTEST_BAR, BAR - (line.length() - columns)));
        }
        return line.substring(0, Math.min(line.length(), columns));
    }

    private String withBar(int length) {
        String head = "%s %02d:%02d:%02d [%s/s]".formatted(size(bytes), elapsed / HOUR, elapsed / MINUTE % MINUTE,
                elapsed % MINUTE, size((long) speed));
        String tail = ", " + files + (files == 1 ? " file" : " files") + ", volume " + Math.max(1, volume)
                + (volumes > 0 ? " of " + volumes : "");
        if (expected < 0 && !done) {
            return head + (stalled ? " Stalled!" : "") + tail;
        }
        int filled = percent() * length / 100;
        return head + " [" + "=".repeat(filled) + ">" + " ".repeat(length - filled) + "] " + percent() + "% " + end() + tail;
    }

    private String end() {
        if (stalled && !done) {
            return "Stalled!";
        }
        boolean unknown = !done && (expected > bytes && speed < 1 || sending < 0);
        return "ETA " + (unknown ? "unknown" : remaining(eta()));
    }

    /** {@code BYTES ELAPSED PERCENT ETA SPEED STALLED}. */
    public String record() {
        return bytes + " " + elapsed + " " + percent() + " " + eta() + " " + (long) speed + " " + (stalled ? 1 : 0);
    }

    private static String size(long bytes) {
        double kib = bytes / KIB;
        if (kib < KIB) {
            return String.format(Locale.ROOT, "%.1fKB", kib);
        }
        return kib < KIB * KIB ? String.format(Locale.ROOT, "%.1fMB", kib / KIB)
                : String.format(Locale.ROOT, "%.1fGB", kib / KIB / KIB);
    }

    /** Coarser the longer it is: an estimate to the second would be a lie. */
    private static String remaining(long seconds) {
        if (seconds >= HOUR) {
            return seconds / HOUR + "h " + seconds / MINUTE % MINUTE + "min";
        }
        if (seconds >= MINUTE) {
            return seconds / MINUTE + "min " + (seconds % MINUTE >= 30 ? "30sec" : "0sec");
        }
        return seconds > 45 ? "< 60sec" : seconds > 30 ? "< 45sec" : seconds > 15 ? "< 30sec" : seconds + "sec";
    }
}
