package org.bactrian.seal;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * One block of a {@link ParallelDeflate} stream: its clear bytes, what went before them (the dictionary), and after
 * {@link #run} its deflated form, which ends at a byte boundary so that blocks can be joined. The result depends on
 * nothing but these bytes and the level. Used by one thread at a time; kept and filled again.
 */
final class DeflateBlock implements Runnable {
    /** How far back deflate may refer (RFC 1951, 2). */
    static final int WINDOW = 32 * 1024;
    private static final int STORED_MAX = 0xFFFF;
    private static final int STORED_HEADER = 5;
    /** The lowest level that looks for a longer match before it takes one. */
    private static final int THOROUGH = 4;
    /** What shrinks to less than this part is little but repetitions. */
    private static final int REPETITIVE = 64;

    /** One a level, made when it is first wanted: the JDK's cannot change its level between two streams. */
    private final BlockDeflater[] deflaters = new BlockDeflater[ParallelDeflate.FAST + 1];
    private int level;
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
     * @param bytes     how many it takes from now on
     * @param previous  the bytes that end it become what this one may refer to; null for none
     */
    void begin(int ofLevel, int bytes, DeflateBlock previous) {
        level = ofLevel;
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

    @Override
    public void run() {
        deflatedLength = 0;
        if (level == 0 || looksRandom()) {
            store();
        } else {
            deflate(dictionary, length);
            deflateAgain();
        }
    }

    /** The low levels make four times as much of zeros and the like as the others, which take no longer for them. */
    private void deflateAgain() {
        if (isHasty() && deflatedLength < length / REPETITIVE) {
            deflatedLength = 0;
            level = THOROUGH;
            deflate(dictionary, length);
        }
    }

    private boolean isHasty() {
        return level < THOROUGH || level == ParallelDeflate.FAST;
    }

    /**
     * Whether deflating would be a waste of time: byte values are spread evenly, and a small piece of the block,
     * deflated with the dictionary, does not get smaller.
     */
    private boolean looksRandom() {
        if (length < ByteSpread.SAMPLE || !ByteSpread.isEven(clear, dictionary, length)) {
            return false;
        }
        deflate(dictionary, ByteSpread.SAMPLE);
        boolean random = deflatedLength > ByteSpread.SAMPLE - ByteSpread.SAMPLE / 64;
        deflatedLength = 0;
        return random;
    }

    private void deflate(int offset, int count) {
        BlockDeflater deflater = deflater();
        deflater.begin(clear, dictionary, offset, count);
        do {
            if (deflatedLength == deflated.length) {
                deflated = Arrays.copyOf(deflated, deflated.length * 2);
            }
            deflatedLength += deflater.take(deflated, deflatedLength, deflated.length - deflatedLength);
        } while (deflatedLength == deflated.length);
    }

    private BlockDeflater deflater() {
        if (deflaters[level] == null) {
            deflaters[level] = level < ParallelDeflate.FAST ? new JdkDeflater(level)
                    : IsalDeflater.isThere() ? new IsalDeflater() : new JdkDeflater(Deflater.BEST_SPEED);
        }
        return deflaters[level];
    }

    /** Stored blocks (RFC 1951, 3.2.4): type byte 0, length, its complement, the bytes. */
    private void store() {
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
