package org.bactrian.chain.lease;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * What a lease says. Never changed on the store: who takes a lease over puts another in its place.
 *
 * <table>
 * <caption>the object: lines {@code KEY VALUE} ending in LF, in this order; lines with other keys mean nothing</caption>
 * <tr><td>{@code Lease}</td><td>the counter, decimal</td></tr>
 * <tr><td>{@code Run}</td><td>32 hexadecimal digits</td></tr>
 * <tr><td>{@code Host}</td><td>name of the holder's machine</td></tr>
 * <tr><td>{@code Process}</td><td>its number, a blank, and its start in kernel ticks</td></tr>
 * <tr><td>{@code Machine}</td><td>id of the kernel's boot, a dash, and the number of the process's namespace</td></tr>
 * <tr><td>{@code Seconds}</td><td>how long it is good after the last sign of life, by the store's clock</td></tr>
 * <tr><td>{@code Set}</td><td>time of the set that is made under it, seconds since 1970; no line if none is</td></tr>
 * </table>
 *
 * @param run     a random word, unlike any other run's
 * @param holder  who
 * @param counter larger than that of any lease before: the fencing token
 * @param valid   how long after the last sign of life
 * @param set     the time of the set that is made under it, in whole seconds, if one is begun and not an older one gone on with
 */
public record LeaseRecord(String run, Holder holder, long counter, Duration valid, Optional<Instant> set) {
    /** Bytes; a longer object is none. */
    public static final int LONGEST = 4096;

    private static final int RUN_BYTES = 16;
    private static final Duration MOST = Duration.ofDays(1);

    /** Of a run that makes no set. */
    public LeaseRecord(String run, Holder holder, long counter, Duration valid) {
        this(run, holder, counter, valid, Optional.empty());
    }

    /** A word for a new run. */
    public static String newRun(SecureRandom random) {
        byte[] word = new byte[RUN_BYTES];
        random.nextBytes(word);
        return HexFormat.of().formatHex(word);
    }

    /** The content of the object. */
    public byte[] bytes() {
        return ("Lease " + counter + "\nRun " + run + "\nHost " + holder.host() + "\nProcess " + holder.pid() + " " + holder.started()
                + "\nMachine " + holder.machine() + "\nSeconds " + valid.toSeconds() + "\n"
                + set.map(time -> "Set " + time.getEpochSecond() + "\n").orElse("")).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads an object's content; empty if it is none of ours. Bounded, whatever is in it. */
    public static Optional<LeaseRecord> parse(byte[] content) {
        if (content.length > LONGEST) {
            return Optional.empty();
        }
        Map<String, String> values = new HashMap<>();
        new String(content, StandardCharsets.UTF_8).lines().map(line -> line.split(" ", 2)).filter(pair -> pair.length == 2)
                .forEach(pair -> values.putIfAbsent(pair[0], pair[1]));
        try {
            String[] process = values.get("Process").split(" ");
            String run = values.get("Run");
            Duration valid = Duration.ofSeconds(Long.parseLong(values.get("Seconds")));
            if (!run.matches("[0-9a-f]{32}") || valid.isNegative() || valid.compareTo(MOST) > 0) {
                return Optional.empty();
            }
            return Optional.of(new LeaseRecord(run, new Holder(values.get("Host"), Long.parseLong(process[0]),
                    Long.parseLong(process[1]), values.get("Machine")), Long.parseLong(values.get("Lease")), valid,
                    Optional.ofNullable(values.get("Set")).map(Long::parseLong).map(Instant::ofEpochSecond)));
        } catch (RuntimeException e) {
            return Optional.empty(); // a key is missing, or no number
        }
    }

    /** {@code host, process 4711}: for people; nothing in it can end a line. */
    @Override
    public String toString() {
        return holder.host().replaceAll("\\p{Cntrl}", "?") + ", process " + holder.pid();
    }
}
