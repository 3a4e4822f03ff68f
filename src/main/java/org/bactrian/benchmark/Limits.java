package org.bactrian.benchmark;

import java.util.Locale;

/**
 * What a full backup depends on, in MB (10^6 bytes) of source a second.
 *
 * @param read    from the disk
 * @param produce signatures, tar, hashes and cipher, which follow one another in one thread
 * @param deflate at the usual levels of OpenPGP, on all processors
 * @param ratio   of stored bytes to those of the source
 */
public record Limits(double read, double produce, double deflate, double ratio) {
    private static final double MEGA = 1e6;

    /**
     * Predicts a full backup. What one thread does and what all do share the processors, so their times add up as far as there
     * is but one; reading and storing go beside it.
     *
     * @param bytes  of the source
     * @param upload MB a second that the store takes; infinity if none was measured
     */
    public Prediction predict(double bytes, double upload) {
        double megabytes = bytes / MEGA;
        int processors = Runtime.getRuntime().availableProcessors();
        double compute = Math.max(megabytes / produce, megabytes / deflate + megabytes / produce / processors);
        double reading = megabytes / read;
        double storing = megabytes * ratio / upload;
        double longest = Math.max(compute, Math.max(reading, storing));
        String limit = longest == storing ? "the store" : longest == reading ? "reading the disk"
                : megabytes / deflate > megabytes / produce ? "deflate" : "signatures, hashes and cipher";
        return new Prediction(longest, limit);
    }

    /**
     * How long a full backup takes at least.
     *
     * @param seconds how long
     * @param limit   what it waits for most
     */
    public record Prediction(double seconds, String limit) {
        /** A line of the report. */
        public String text(double bytes) {
            long whole = Math.round(seconds);
            String time = whole < 60 ? String.format(Locale.ROOT, "%.1f s", seconds)
                    : whole < 3600 ? whole / 60 + " min " + whole % 60 + " s" : whole / 3600 + " h " + whole % 3600 / 60 + " min";
            return String.format(Locale.ROOT, "A full backup of %.1f GiB takes at least %s; its limit is %s.",
                    bytes / (1L << 30), time, limit);
        }
    }
}
