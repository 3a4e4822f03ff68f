package org.bactrian.chain.archive;

import java.util.Objects;

/**
 * How far a backup had come when a volume was made: what of the source is in it and in those before, and how much of what is
 * collected beside the volumes belongs to that. Immutable.
 *
 * @param entries        how many differences of the source the volumes hold, the last perhaps only in part
 * @param pieces         how many pieces of the last one they hold; 0 if they hold it whole
 * @param digest         over all these entries: what tells whether the source still is what it was; lower-case hex
 * @param signatureBytes length of the gzipped signatures of what they hold whole
 * @param signatureTar   the same before gzip
 * @param listBytes      length of the list of changed files
 * @param listCount      number of its lines
 * @param rawBytes       bytes of bodies in the volumes, for the statistics
 * @param errors         how many entries could not be read, or not wholly
 */
public record JournalMark(long entries, int pieces, String digest, long signatureBytes, long signatureTar, long listBytes,
        long listCount, long rawBytes, long errors) {
    /** Before the first volume. */
    public static final JournalMark START = new JournalMark(0, 0, "-", 0, 0, 0, 0, 0, 0);

    /** @throws NullPointerException if the digest is missing */
    public JournalMark {
        Objects.requireNonNull(digest, "digest");
    }
}
