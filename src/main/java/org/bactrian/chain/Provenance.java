package org.bactrian.chain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How a set came to be and what it consists of: what its manifest says between host and source and the first volume. duplicity passes over words it does not
 * know, wherever they stand in a manifest (tried with 0.8.22).
 *
 * <table>
 * <caption>lines of the manifest; each may be missing</caption>
 * <tr><td>{@code Lease N}</td><td>the counter of the lease under which it was made; higher than that of any set before it</td></tr>
 * <tr><td>{@code Slot T}</td><td>the time of the schedule that it was made for, as {@code 2026-11-23T07:00:00Z}</td></tr>
 * <tr><td>{@code Set S}, {@code Signatures SHA256 X}</td><td>{@link SetTies}</td></tr>
 * </table>
 *
 * @param lease 0 if it was made without one
 * @param slot  empty if it was made by hand
 * @param ties  what ties its objects together
 */
public record Provenance(long lease, Optional<Instant> slot, SetTies ties) {
    /** Of a set that says nothing. */
    public static final Provenance NONE = new Provenance(0, Optional.empty(), SetTies.NONE);

    /** Host, source, and these; what stands later is not read. */
    private static final int MOST_LINES = 16;

    /**
     * Reads the beginning of a manifest.
     *
     * @param in plain bytes, not closed
     */
    public static Provenance read(InputStream in) throws IOException {
        LineReader lines = new LineReader(in, ManifestReader.LONGEST_LINE);
        long lease = 0;
        Optional<Instant> slot = Optional.empty();
        SetTies ties = SetTies.NONE;
        for (int i = 0; i < MOST_LINES; i++) {
            byte[] line = lines.next();
            if (line == null) {
                break;
            }
            Fields fields = new Fields(line);
            String word = fields.word().toLowerCase(Locale.ROOT);
            switch (word) {
                case "lease" -> lease = Fields.number(fields.word()).orElse(0);
                case "slot" -> slot = time(fields.word());
                case "volume", "filelist" -> {
                    return new Provenance(lease, slot, ties);
                }
                default -> ties = ties.with(word, fields);
            }
        }
        return new Provenance(lease, slot, ties);
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The lines; empty for {@link #NONE}. */
    byte[] lines() {
        String text = (lease == 0 ? "" : "Lease " + lease + "\n") + slot.map(time -> "Slot " + time + "\n").orElse("") + ties.lines();
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
