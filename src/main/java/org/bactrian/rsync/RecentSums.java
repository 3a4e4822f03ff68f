package org.bactrian.rsync;

/**
 * The sums of the last whole blocks that a {@link SignatureWriter} made, for a {@link DeltaWriter} that is given the same data a little
 * later: what lies in its place is summed once instead of twice. Not thread-safe.
 */
final class RecentSums {
    /** Answers that it has none. */
    static final RecentSums NONE = new RecentSums(SignatureFormat.MAX_BLOCK_LENGTH, 1, 0);

    private final int blockLength;
    private final int strongLength;
    private final int[] weakSums;
    private final byte[] strongSums;
    private long blocks;

    /** @param most how many are kept */
    RecentSums(int blockLength, int strongLength, int most) {
        this.blockLength = blockLength;
        this.strongLength = strongLength;
        this.weakSums = new int[most];
        this.strongSums = new byte[most * strongLength];
    }

    /** Takes the sums of the next block. */
    void add(int weak, byte[] strong) {
        if (weakSums.length > 0) {
            int place = (int) (blocks++ % weakSums.length);
            weakSums[place] = weak;
            System.arraycopy(strong, 0, strongSums, place * strongLength, strongLength);
        }
    }

    /** Whether the sums of the {@code count} bytes from {@code offset} on are here. */
    boolean has(long offset, int count) {
        long block = offset / blockLength;
        return count == blockLength && offset % blockLength == 0 && block < blocks && block >= blocks - weakSums.length;
    }

    /** The weak sum of a block that is here. */
    int weak(long offset) {
        return weakSums[place(offset)];
    }

    /** Puts the first bytes of the strong sum of a block that is here, as many as signatures have, into {@code sum}. */
    void strong(long offset, byte[] sum) {
        int from = place(offset) * strongLength;
        System.arraycopy(strongSums, from, sum, 0, strongLength);
    }

    private int place(long offset) {
        return (int) (offset / blockLength % weakSums.length);
    }
}
