package org.bactrian.seal;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * One block of a {@link ParallelDeflate} stream: its clear bytes, what went before them (the dictionary), and after
 * {@link #deflate()} its deflated form, which ends at a byte boundary so that blocks can be joined. The result depends on
 * nothing but these bytes and the level. Used by one thread at a time; kept and filled again.
 */
final class DeflateBlock {
    /** How far back deflate may refer (RFC 1951, 2). */
    static final int WINDOW = 32 * 1024;
    private static final int STORED_MAX = 0xFFFF;
    private static final int STORED_HEADER = 5;
    /** The lowest level that looks for a longer match before it takes one. */
    private static final int THOROUGH = 4;
    /** What shrinks to less than this part is little but repetitions. */
    private static final int REPETITIVE = 64;
    /** What makes no more than this of a block is close. */
    private static final double CLOSE = 1.03;

    /** One a level, made when it is first wanted: the JDK's cannot change its level between two streams. */
    private final BlockDeflater[] deflaters = new BlockDeflater[DeflateLevels.QUICK + 1];
    private int level;
    private boolean trial;
    private int capacity;
    private byte[] clear = {};
    private int dictionary;
    private int length;
    private byte[] deflated = {};
    private int deflatedLength;

    /** Takes as many of the bytes as there is room for, and says how many. */
    int fill(byte[] bytes, int offset, int count) {
        int taken = Math.min(count, capacity - length);
        System.arraycopy(bytes, offset, clear, dictionary + length, taken);
        length += taken;
        return taken;
    }

    boolean isFull() {
        return length == capacity;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /**
     * Empties the block.
     *
     * @param ofLevel   at which it will be deflated
     * @param asTrial   whether to deflate it at {@link DeflateLevels#QUICK} as well, to compare
     * @param bytes     how many it takes from now on
     * @param previous  the bytes that end it become what this one may refer to; null for none
     */
    void begin(int ofLevel, boolean asTrial, int bytes, DeflateBlock previous) {
        level = ofLevel;
        trial = asTrial;
        capacity = bytes;
        length = 0;
        dictionary = 0;
        if (clear.length < WINDOW + capacity) {
            clear = new byte[WINDOW + capacity];
            deflated = new byte[capacity + capacity / 128 + 64];
        }
        if (previous != null) {
            int end = previous.dictionary + previous.length;
            dictionary = Math.min(WINDOW, end);
            System.arraycopy(previous.clear, end - dictionary, clear, 0, dictionary);
        }
    }

    byte[] deflated() {
        return deflated;
    }

    int deflatedLength() {
        return deflatedLength;
    }

    /** Frees native memory; the block is of no use afterwards. */
    void end() {
        for (BlockDeflater deflater : deflaters) {
            if (deflater != null) {
                deflater.end();
            }
        }
    }

    /** Makes the deflated form, and says of a trial whether the quick level makes hardly more; of others false. */
    boolean deflate() {
        if (level == 0 || looksRandom()) {
            store();
            return false;
        }
        int quick = trial ? deflate(DeflateLevels.QUICK) : Integer.MAX_VALUE;
        int usual = deflate(level);
        return quick <= CLOSE * usual;
    }

    /** The low levels make four times as much of zeros and the like as the others, which take no longer for them. */
    private int deflate(int atLevel) {
        int made = deflate(atLevel, length);
        return isHasty(atLevel) && made < length / REPETITIVE ? deflate(THOROUGH, length) : made;
    }

    private static boolean isHasty(int level) {
        return level < THOROUGH || level >= DeflateLevels.FAST;
    }

    /**
     * Whether deflating would be a waste of time: byte values are spread evenly, and a small piece of the block,
     * deflated with the dictionary, does not get smaller.
     */
    private boolean looksRandom() {
        if (length < ByteSpread.SAMPLE || !ByteSpread.isEven(clear, dictionary, length)) {
            return false;
        }
        return deflate(level, ByteSpread.SAMPLE) > ByteSpread.SAMPLE - ByteSpread.SAMPLE / 64;
    }

    /** Deflates so many of the block's first bytes, and says to how many. */
    private int deflate(int atLevel, int count) {
        BlockDeflater deflater = deflater(atLevel);
        deflater.begin(clear, dictionary, dictionary, count);
        deflatedLength = 0;
        do {
            if (deflatedLength == deflated.length) {
                deflated = Arrays.copyOf(deflated, deflated.length * 2);
            }
            deflatedLength += deflater.take(deflated, deflatedLength, deflated.length - deflatedLength);
        } while (deflatedLength == deflated.length);
        return deflatedLength;
    }

    private BlockDeflater deflater(int atLevel) {
        if (deflaters[atLevel] == null) {
            deflaters[atLevel] = atLevel < DeflateLevels.FAST ? new JdkDeflater(atLevel)
                    : DeflateLevels.hasFast() ? new IsalDeflater(atLevel) : new JdkDeflater(Deflater.BEST_SPEED);
        }
        return deflaters[atLevel];
    }

    /** Stored blocks (RFC 1951, 3.2.4): type byte 0, length, its complement, the bytes. */
    private void store() {
        deflatedLength = 0;
        int worst = length + STORED_HEADER * (length / STORED_MAX + 1);
        if (deflated.length < worst) {
            deflated = new byte[worst];
        }
        for (int at = 0; at < length;) {
            int count = Math.min(STORED_MAX, length - at);
            deflated[deflatedLength++] = 0;
            deflated[deflatedLength++] = (byte) count;
            deflated[deflatedLength++] = (byte) (count >>> 8);
            deflated[deflatedLength++] = (byte) ~count;
            deflated[deflatedLength++] = (byte) (~count >>> 8);
            System.arraycopy(clear, dictionary + at, deflated, deflatedLength, count);
            deflatedLength += count;
            at += count;
        }
    }
}
