package org.bactrian.chain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What identifies a set: its time and, for an increment, the time of the set before it. That link is the only thing
 * that forms a chain (spec 1.1). Ordered by time; at the same time a full comes first, then by start. Immutable.
 *
 * @param start time of the set this one builds on; empty for a full. Whole seconds
 * @param time  time of the set itself. Whole seconds
 */
public record SetId(Optional<Instant> start, Instant time) implements Comparable<SetId> {
    private static final String TIME = "[0-9]{8}T[0-9]{6}Z";
    private static final Pattern TEXT = Pattern.compile("(?:full|inc\\.(" + TIME + ")\\.to)\\.(" + TIME + ")");
    private static final Comparator<SetId> ORDER = Comparator.comparing(SetId::time)
            .thenComparing(id -> id.start().orElse(Instant.MIN));

    /** Fractions of a second are dropped, for names have none. */
    public SetId {
        Objects.requireNonNull(start, "start");
        start = start.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS));
        time = time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** A full backup of that time. */
    public static SetId full(Instant time) {
        return new SetId(Optional.empty(), time);
    }

    /** An increment of that time on the set of time {@code start}. */
    public static SetId increment(Instant start, Instant time) {
        return new SetId(Optional.of(start), time);
    }

    /** Whether this is a full backup. */
    public boolean isFull() {
        return start.isEmpty();
    }

    /** The word in names and machine records: {@code full} or {@code inc}. */
    public String word() {
        return isFull() ? "full" : "inc";
    }

    /** As in long names, whatever the names' style: {@code full.T} or {@code inc.T1.to.T2}, times as {@code 20240101T000000Z}. */
    public String text() {
        return start.map(from -> "inc." + TimeText.compact(from) + ".to.").orElse("full.") + TimeText.compact(time);
    }

    /** Reads {@link #text}; empty if it is none. */
    public static Optional<SetId> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Optional<Instant> time = instant(matcher.group(2));
        Optional<Instant> start = Optional.ofNullable(matcher.group(1)).flatMap(SetId::instant);
        return time.isEmpty() || matcher.group(1) != null && start.isEmpty() ? Optional.empty()
                : Optional.of(new SetId(start, time.get()));
    }

    private static Optional<Instant> instant(String text) {
        return TimeExpression.absolute(text, ZoneOffset.UTC, ':');
    }

    /** @param number from 1 */
    public ObjectName volume(int number, Packing packing) {
        return new ObjectName(ObjectKind.VOLUME, this, number, packing, false);
    }

    /** @param packing PLAIN or encrypted, for manifests are never gzipped */
    public ObjectName manifest(Packing packing) {
        return new ObjectName(ObjectKind.MANIFEST, this, 0, packing, false);
    }

    /** The name of the set's signatures. */
    public ObjectName signatures(Packing packing) {
        return new ObjectName(ObjectKind.SIGNATURES, this, 0, packing, false);
    }

    /** The name of the set's statistics. */
    public ObjectName jsonstat(Packing packing) {
        return new ObjectName(ObjectKind.JSONSTAT, this, 0, packing, false);
    }

    @Override
    public int compareTo(SetId other) {
        return ORDER.compare(this, other);
    }

    /** For messages: {@code full of 20240101T000000Z}, {@code increment of …}. */
    @Override
    public String toString() {
        return (isFull() ? "full of " : "increment of ") + TimeText.compact(time);
    }
}
