package org.bactrian.rsync;

import java.util.Arrays;

/**
 * A file as a list of ranges of other bytes: 16 bytes of memory a range, in two arrays. A source is a place anywhere; ranges
 * that follow each other there become one. Not thread-safe.
 */
final class RangeList {
    private static final int FIRST = 8;

    private final int maxRanges;
    /** Where in the file each range begins; it ends where the next begins, the last at {@code length}. */
    private long[] starts = new long[FIRST];
    private long[] sources = new long[FIRST];
    private int count;
    private long length;

    /** @param maxRanges how many to take, at least one */
    RangeList(int maxRanges) {
        this.maxRanges = maxRanges;
    }

    /** Appends {@code size} bytes, not 0, from {@code source} on; false if there are too many ranges already. */
    boolean append(long source, long size) {
        if (count == 0 || source != sources[count - 1] + length - starts[count - 1]) {
            if (count == maxRanges) {
                return false;
            }
            if (count == starts.length) {
                int capacity = (int) Math.min(maxRanges, 2L * count);
                starts = Arrays.copyOf(starts, capacity);
                sources = Arrays.copyOf(sources, capacity);
            }
            starts[count] = length;
            sources[count] = source;
            count++;
        }
        length += size;
        return true;
    }

    /** How many ranges there are. */
    int count() {
        return count;
    }

    /** How long the file is. */
    long length() {
        return length;
    }

    /** Where the range begins in the file. */
    long start(int range) {
        return starts[range];
    }

    /** Where the range comes from. */
    long source(int range) {
        return sources[range];
    }

    /** Where the range ends in the file. */
    long end(int range) {
        return range + 1 < count ? starts[range + 1] : length;
    }

    /**
     * The range that has the byte at {@code position}, which the file must have.
     *
     * @param guess a range number that is looked at first; copies mostly go on where the last one ended
     */
    int find(long position, int guess) {
        if (guess < count && starts[guess] <= position && position < end(guess)) {
            return guess;
        }
        int found = Arrays.binarySearch(starts, 0, count, position);
        return found >= 0 ? found : -found - 2;
    }
}
