package org.bactrian.rsync;

/**
 * The sums of the last whole blocks that a {@link SignatureWriter} made, for a {@link DeltaWriter} that is given the same data a little
 * later: what lies in its place is summed once instead of twice. Not thread-safe.
 */
final class RecentSums {
    /** Answers that it has none. */
    static final RecentSums NONE = new RecentSums(SignatureFormat.md4(SignatureFormat.MAX_BLOCK_LENGTH), 0);

    private final int blockLength;
    private final int length;
    /** How many are kept, and their sums as in a signature. */
    private final int most;
    private final byte[] sums;
    private long blocks;

    /** @param most how many are kept */
    RecentSums(SignatureFormat format, int most) {
        this.blockLength = format.blockLength();
        this.length = format.recordLength();
        this.most = most;
        this.sums = new byte[most * length];
    }

    /** Takes the sums of the next blocks, as they stand in a signature. */
    void add(byte[] records, int offset, int count) {
        if (most == 0) {
            return;
        }
        for (int i = Math.max(0, count - most); i < count; i++) {
            System.arraycopy(records, offset + i * length, sums, (int) ((blocks + i) % most) * length, length);
        }
        blocks += count;
    }

    /** Whether the sums of the {@code count} bytes from {@code offset} on are here. */
    boolean has(long offset, int count) {
        long block = offset / blockLength;
        return count == blockLength && offset % blockLength == 0 && block < blocks && block >= blocks - most;
    }

    /** The weak sum of a block that is here. */
    int weak(long offset) {
        return BigEndian.getInt(sums, place(offset));
    }

    /** Puts the first bytes of the strong sum of a block that is here, as many as signatures have, into {@code sum}. */
    void strong(long offset, byte[] sum) {
        System.arraycopy(sums, place(offset) + Integer.BYTES, sum, 0, length - Integer.BYTES);
    }

    private int place(long offset) {
        return (int) (offset / blockLength % most) * length;
    }
}
