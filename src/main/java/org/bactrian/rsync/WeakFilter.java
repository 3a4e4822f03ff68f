package org.bactrian.rsync;

/**
 * A bit set over hashed weak sums that answers "surely not" for most sums that no block has, with one memory access: new
 * data asks at each byte. Sixteen to 32 bits a block, so at most one question in 16 is answered in vain. Thread-safe once
 * it is filled.
 */
final class WeakFilter {
    private static final int BITS_PER_BLOCK = 16;
    private static final int MAX_LOG = 31;
    /** Fibonacci hashing: rollsums of similar blocks differ in few bits, the product spreads them to the high ones. */
    private static final int GOLDEN = 0x9e3779b9;

    private final long[] bits;
    private final int shift;

    /** @param blocks how many sums will be added at most */
    WeakFilter(int blocks) {
        int log = 6;
        while (log < MAX_LOG && 1L << log < (long) blocks * BITS_PER_BLOCK) {
            log++;
        }
        bits = new long[1 << log - 6];
        shift = Integer.SIZE - log;
    }

    void add(int weak) {
        int hash = weak * GOLDEN >>> shift;
        bits[hash >>> 6] |= 1L << hash;
    }

    long[] bits() {
        return bits;
    }

    int shift() {
        return shift;
    }

    /** Whether a filter of these bits may have the sum; static so that the loops keep its parts in registers. */
    static boolean test(long[] bits, int shift, int weak) {
        int hash = weak * GOLDEN >>> shift;
        return (bits[hash >>> 6] & 1L << hash) != 0;
    }

    /** Whether the sum may have been added. */
    boolean mayHave(int weak) {
        return test(bits, shift, weak);
    }

    /** Bytes of memory a block takes at most in a filter and the rounding of its size. */
    static int bytesPerBlock() {
        return 2 * BITS_PER_BLOCK / Byte.SIZE;
    }
}
