package org.bactrian.rsync;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The librsync signature (spec 4.2) of an old file, in memory and indexed so that a {@link DeltaWriter} finds its blocks:
 * with strong sums of eight bytes at most 32 bytes a block. Immutable and thread-safe.
 *
 * <p>Of blocks that are equal only the first is indexed, and blocks whose weak sums crowd one place of the index beyond
 * {@value #MAX_PROBES} are left out of it: no signature, however made, can make a search longer than that.
 */
public final class Signature {
    /** What a search answers when no block matches. */
    static final int NONE = -1;

    private static final int MAX_PROBES = 64;
    private static final int GOLDEN = 0x9e3779b9;
    /** At most half of the index's slots are used; they are a power of two, so at least a quarter is. */
    private static final int SLOTS_PER_BLOCK = 2;
    private static final int MIN_SLOTS_LOG = 2;

    private final SignatureFormat format;
    private final int blocks;
    private final int[] weakSums;
    private final byte[] strongSums;
    private final WeakFilter filter;
    /** Block number + 1 at the place of its weak sum or, by linear probing, after it; 0 where there is none. */
    private final int[] slots;
    private final int slotShift;

    /**
     * @param weakSums   of {@code blocks} blocks
     * @param strongSums of as many, one after the other
     */
    Signature(SignatureFormat format, int blocks, int[] weakSums, byte[] strongSums) {
        this.format = format;
        this.blocks = blocks;
        this.weakSums = weakSums;
        this.strongSums = strongSums;
        int log = MIN_SLOTS_LOG;
        while (1L << log < (long) blocks * SLOTS_PER_BLOCK) {
            log++;
        }
        this.slots = new int[1 << log];
        this.slotShift = Integer.SIZE - log;
        this.filter = new WeakFilter(blocks);
        for (int block = 0; block < blocks; block++) {
            filter.add(weakSums[block]);
            index(block);
        }
    }

    /**
     * Reads a signature and keeps it in at most a quarter of the heap.
     *
     * @see #read(InputStream, long, String, long)
     */
    public static Signature read(InputStream in, long length, String what) throws IOException {
        return read(in, length, what, Runtime.getRuntime().maxMemory() / 4);
    }

    /**
     * Reads a signature.
     *
     * @param in          is at its beginning; read to the signature's end and not closed
     * @param length      how many bytes it has, or negative if it ends where the stream ends
     * @param what        what it is, for messages: "the signature of home/a in duplicity-full-signatures.…"
     * @param memoryLimit the most bytes of memory to keep it in
     * @throws org.bactrian.error.BactrianException of kind NO_SIGNATURES, naming it, if it is damaged or too large
     */
    public static Signature read(InputStream in, long length, String what, long memoryLimit) throws IOException {
        return new SignatureReader(in, length, what, memoryLimit).read();
    }

    /** The sums, and the length of the blocks. */
    public SignatureFormat format() {
        return format;
    }

    /** How many blocks the old file had, the last of which may have been short. */
    public int blockCount() {
        return blocks;
    }

    /** Bytes of memory that a block of this format takes at most, index and all. */
    static int memoryPerBlock(SignatureFormat format) {
        return format.recordLength() + 2 * SLOTS_PER_BLOCK * Integer.BYTES + WeakFilter.bytesPerBlock();
    }

    /** Tells most weak sums that no block has from the others. */
    WeakFilter filter() {
        return filter;
    }

    int weakSum(int block) {
        return weakSums[block];
    }

    /** Whether the block's strong sum is the beginning of {@code sum}. */
    boolean hasStrongSum(int block, byte[] sum) {
        int length = format.strongLength();
        int at = block * length;
        return Arrays.equals(strongSums, at, at + length, sum, 0, length);
    }

    /** Whether some indexed block has this weak sum. */
    boolean hasWeakSum(int weak) {
        if (!filter.mayHave(weak)) {
            return false;
        }
        int slot = slot(weak);
        for (int probe = 0; probe < MAX_PROBES && slots[slot] != 0; probe++) {
            if (weakSums[slots[slot] - 1] == weak) {
                return true;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return false;
    }

    /** The first block with these sums, or {@link #NONE}. */
    int find(int weak, byte[] strongSum) {
        int slot = slot(weak);
        for (int probe = 0; probe < MAX_PROBES && slots[slot] != 0; probe++) {
            int block = slots[slot] - 1;
            if (weakSums[block] == weak && hasStrongSum(block, strongSum)) {
                return block;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return NONE;
    }

    private void index(int block) {
        int slot = slot(weakSums[block]);
        for (int probe = 0; probe < MAX_PROBES; probe++) {
            if (slots[slot] == 0) {
                slots[slot] = block + 1;
                return;
            }
            if (isEqual(slots[slot] - 1, block)) {
                return;
            }
            slot = slot + 1 & slots.length - 1;
        }
    }

    private boolean isEqual(int one, int other) {
        int length = format.strongLength();
        return weakSums[one] == weakSums[other]
                && Arrays.equals(strongSums, one * length, (one + 1) * length, strongSums, other * length, (other + 1) * length);
    }

    private int slot(int weak) {
        return weak * GOLDEN >>> slotShift;
    }
}
