package org.bactrian.rsync;

/**
 * A Bloom filter over weak sums that answers "surely not" for most sums that no block has, with one memory access: new
 * data asks at each byte. A sum has two bits of one word; with 32 to 64 bits a block fewer than one question in 100 is answered
 * in vain. Thread-safe once it is filled.
 */
final class WeakFilter {
    private static final int BITS_PER_BLOCK = 32;
    private static final int WORD_LOG = 6;
    private static final int MAX_LOG = 31;
    /** Fibonacci hashing: rollsums of similar blocks differ in few bits, the product spreads them to the high ones. */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    /** How far to shift the hash for the number of the word and, below it, those of the two bits. */
    private static final int WORD = 39;
    private static final int FIRST_BIT = 33;
    private static final int SECOND_BIT = 27;

    /** As many as a power of two, so that masking with the length less one needs no range check. */
    private final long[] words;

    /** @param blocks how many sums will be added at most */
    WeakFilter(int blocks) {
        int log = WORD_LOG;
        while (log < MAX_LOG && 1L << log < (long) blocks * BITS_PER_BLOCK) {
            log++;
        }
        words = new long[1 << log - WORD_LOG];
    }

    void add(int weak) {
        long hash = weak * GOLDEN;
        words[(int) (hash >>> WORD) & words.length - 1] |= bits(hash);
    }

    long[] words() {
        return words;
    }

    /** Whether a filter of these words may have the sum; static so that the loops keep its parts in registers. */
    static boolean test(long[] words, int weak) {
        long hash = weak * GOLDEN;
        long bits = bits(hash);
        return (words[(int) (hash >>> WORD) & words.length - 1] & bits) == bits;
    }

    /** Whether the sum may have been added. */
    boolean mayHave(int weak) {
        return test(words, weak);
    }

    /** Bytes of memory a block takes at most in a filter and the rounding of its size. */
    static int bytesPerBlock() {
        return 2 * BITS_PER_BLOCK / Byte.SIZE;
    }

    private static long bits(long hash) {
        return 1L << (hash >>> FIRST_BIT) | 1L << (hash >>> SECOND_BIT);
    }
}
