package org.bactrian.rsync;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The librsync signature (spec 4.2) of an old file, in memory and indexed so that a {@link DeltaWriter} finds its blocks:
 * with strong sums of eight bytes at most 36 bytes a block.
 *
 * <p>A signature that is too large for the memory it may take is sampled: the sums of all blocks are in a spool, to be read
 * in the order of the file, and only each second, fourth, eighth … block is in memory and found wherever it is now. Then data
 * that was changed in its place costs as little as ever, and where data was moved some blocks more are stored.
 *
 * <p>For one thread at a time; one that is not sampled may be shared.
 *
 * <p>Of blocks that are equal only the first is indexed, and blocks whose weak sums crowd one place of the index beyond
 * {@value #MAX_PROBES} are left out of it: no signature, however made, can make a search longer than that.
 */
public final class Signature implements Closeable {
    /** What a search answers when no block matches. */
    static final int NONE = -1;

    private static final int MAX_PROBES = 64;
    private static final int GOLDEN = 0x9e3779b9;
    /** At most half of the index's slots are used; they are a power of two, so at least a quarter is. */
    private static final int SLOTS_PER_BLOCK = 2;
    private static final int MIN_SLOTS_LOG = 2;

    private final SignatureFormat format;
    private final int blocks;
    /** How far apart the indexed blocks are. */
    private final int stride;
    private final int[] weakSums;
    private final byte[] strongSums;
    /** Of all blocks, if not all are indexed; else null. */
    private final SpooledSums spooled;
    private final WeakFilter filter;
    /** Number of an indexed block + 1 where its weak sum says or, by linear probing, after that; 0 where there is none. */
    private final int[] slots;
    private final int slotShift;

    /**
     * @param blocks     how many the old file had
     * @param stride     how far apart the blocks are that are kept in memory
     * @param weakSums   of those blocks
     * @param strongSums of those blocks, one after the other
     * @param spooled    the sums of all blocks if {@code stride} is not 1, else null; closed with this
     */
    Signature(SignatureFormat format, int blocks, int stride, int[] weakSums, byte[] strongSums, SpooledSums spooled) {
        this.format = format;
        this.blocks = blocks;
        this.stride = stride;
        this.weakSums = weakSums;
        this.strongSums = strongSums;
        this.spooled = spooled;
        int log = MIN_SLOTS_LOG;
        while (1L << log < (long) weakSums.length * SLOTS_PER_BLOCK) {
            log++;
        }
        this.slots = new int[1 << log];
        this.slotShift = Integer.SIZE - log;
        this.filter = new WeakFilter(weakSums.length);
        for (int entry = 0; entry < weakSums.length; entry++) {
            filter.add(weakSums[entry]);
            index(entry);
        }
    }

    /**
     * Reads a signature that is kept in memory as a whole, in at most a quarter of the heap.
     *
     * @param in     is at its beginning; read to the signature's end and not closed
     * @param length how many bytes it has, or negative if it ends where the stream ends
     * @param what   what it is, for messages: "the signature of home/a in duplicity-full-signatures.…"
     * @throws org.bactrian.error.BactrianException of kind NO_SIGNATURES, naming it, if it is damaged or too large
     */
    public static Signature read(InputStream in, long length, String what) throws IOException {
        return new SignatureReader(in, length, what, defaultMemoryLimit(), null).read();
    }

    /**
     * Reads a signature of any size; one that is too large for {@code memoryLimit} is sampled.
     *
     * @param memoryLimit the most bytes of memory to keep it in: {@link #defaultMemoryLimit()} is a good measure
     * @param spools      asked for one spool if the signature has to be sampled; closed with the signature
     * @see #read(InputStream, long, String)
     */
    public static Signature read(InputStream in, long length, String what, long memoryLimit, Spool.Source spools)
            throws IOException {
        return new SignatureReader(in, length, what, memoryLimit, spools).read();
    }

    /** A quarter of the heap. */
    public static long defaultMemoryLimit() {
        return Runtime.getRuntime().maxMemory() / 4;
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

    /** Whether only some blocks are in the filter, so that others have to be asked for by number. */
    boolean isSampled() {
        return stride > 1;
    }

    int weakSum(int block) throws IOException {
        return block % stride == 0 ? weakSums[block / stride] : spooled.weakSum(block);
    }

    /** Whether the block's strong sum is the beginning of {@code sum}. */
    boolean hasStrongSum(int block, byte[] sum) throws IOException {
        return block % stride == 0 ? entryHasStrongSum(block / stride, sum) : spooled.hasStrongSum(block, sum);
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

    /** The first indexed block with these sums, or {@link #NONE}. */
    int find(int weak, byte[] strongSum) {
        int slot = slot(weak);
        for (int probe = 0; probe < MAX_PROBES && slots[slot] != 0; probe++) {
            int entry = slots[slot] - 1;
            if (weakSums[entry] == weak && entryHasStrongSum(entry, strongSum)) {
                return entry * stride;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return NONE;
    }

    /** Gives up the spool of a sampled signature. */
    @Override
    public void close() throws IOException {
        if (spooled != null) {
            spooled.close();
        }
    }

    private boolean entryHasStrongSum(int entry, byte[] sum) {
        int length = format.strongLength();
        int at = entry * length;
        return Arrays.equals(strongSums, at, at + length, sum, 0, length);
    }

    private void index(int entry) {
        int slot = slot(weakSums[entry]);
        for (int probe = 0; probe < MAX_PROBES; probe++) {
            if (slots[slot] == 0) {
                slots[slot] = entry + 1;
                return;
            }
            if (isEqual(slots[slot] - 1, entry)) {
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
