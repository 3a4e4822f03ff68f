package org.bactrian.chain.status;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.bactrian.chain.TimeText;

/** The counters of one backup and the block that shows them (spec 7.4). Many threads may count at the same time. */
public final class Statistics {
    private static final String TITLE = "--------------[ Backup Statistics ]--------------";
    private static final String RULE = "-------------------------------------------------";

    private final LongAdder[] counts = new LongAdder[Counter.values().length];
    private volatile Instant start = Instant.EPOCH;
    private volatile Instant end = Instant.EPOCH;

    /** All zero. */
    public Statistics() {
        Arrays.setAll(counts, i -> new LongAdder());
    }

    /** The reading of the source begins. */
    public void start(Instant now) {
        start = now;
    }

    /** The reading of the source has ended. */
    public void end(Instant now) {
        end = now;
    }

    /** When the reading of the source began. */
    public Instant startTime() {
        return start;
    }

    /** When it ended. */
    public Instant endTime() {
        return end;
    }

    /** Seconds between the two. */
    public double elapsedSeconds() {
        return Duration.between(start, end).toNanos() / 1e9;
    }

    /** One more. */
    public void count(Counter counter) {
        counts[counter.ordinal()].increment();
    }

    /** So many more. */
    public void add(Counter counter, long amount) {
        counts[counter.ordinal()].add(amount);
    }

    /** The count so far. */
    public long get(Counter counter) {
        return counts[counter.ordinal()].sum();
    }

    /** The block as duplicity prints it, followed there by an empty line. */
    public List<String> lines(ZoneId zone) {
        List<String> lines = new ArrayList<>();
        lines.add(TITLE);
        lines.add("StartTime " + time(start, zone));
        lines.add("EndTime " + time(end, zone));
        lines.add("ElapsedTime " + HumanText.rounded(elapsedSeconds(), 2) + " (" + HumanText.duration(elapsedSeconds()) + ")");
        for (Counter counter : Counter.values()) {
            long count = get(counter);
            lines.add(counter.label() + " " + count + (counter.isSize() ? " (" + HumanText.size(count) + ")" : ""));
        }
        lines.add(RULE);
        return lines;
    }

    private static String time(Instant time, ZoneId zone) {
        return HumanText.rounded(seconds(time), 2) + " (" + TimeText.asctime(time, zone) + ")";
    }

    /** Seconds since 1970 with their fraction. */
    static double seconds(Instant time) {
        return time.getEpochSecond() + time.getNano() / 1e9;
    }
}
