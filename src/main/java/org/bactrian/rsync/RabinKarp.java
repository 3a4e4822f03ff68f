package org.bactrian.rsync;

/**
 * RabinKarp (spec 4.2): h = 1, then for each byte h = h * M + byte, modulo 2^32. A window of n bytes therefore is
 * M^n + the polynomial of its bytes, and its first byte c counts M^(n-1) * (c + M - 1).
 */
final class RabinKarp extends RollingSum {
    private static final int M = 0x08104225;
    /** M * INVERSE = 1 modulo 2^32. */
    private static final int INVERSE = inverse(M);
    private static final int M2 = M * M;
    private static final int M3 = M2 * M;
    private static final int M4 = M3 * M;
    private static final int M5 = M4 * M;
    private static final int M6 = M5 * M;
    private static final int M7 = M6 * M;
    private static final int M8 = M7 * M;

    private final int blockLength;
    private final int blockPower;
    private int h;
    /** M to the length of the window. */
    private int power;

    RabinKarp(int blockLength) {
        this.blockLength = blockLength;
        this.blockPower = power(blockLength);
    }

    static int of(byte[] bytes, int offset, int count) {
        int h = 1;
        int at = offset;
        int end = offset + count;
        for (; at <= end - 8; at += 8) {
            int high = (bytes[at] & 0xff) * M7 + (bytes[at + 1] & 0xff) * M6
                    + (bytes[at + 2] & 0xff) * M5 + (bytes[at + 3] & 0xff) * M4;
            int low = (bytes[at + 4] & 0xff) * M3 + (bytes[at + 5] & 0xff) * M2
                    + (bytes[at + 6] & 0xff) * M + (bytes[at + 7] & 0xff);
            h = h * M8 + high + low;
        }
        for (; at < end; at++) {
            h = h * M + (bytes[at] & 0xff);
        }
        return h;
    }

    @Override
    void reset(int sum, int windowLength) {
        h = sum;
        power = windowLength == blockLength ? blockPower : power(windowLength);
    }

    @Override
    int value() {
        return h;
    }

    @Override
    int scan(byte[] bytes, int start, int limit, WeakFilter filter) {
        int n = blockLength;
        int top = blockPower;
        long[] words = filter.words();
        int sum = h;
        int at = start;
        while (at < limit) {
            sum = sum * M + (bytes[at + n] & 0xff) - top * ((bytes[at] & 0xff) + M - 1);
            at++;
            if (WeakFilter.test(words, sum)) {
                break;
            }
        }
        h = sum;
        return at;
    }

    @Override
    void shrink(byte first) {
        power *= INVERSE;
        h -= power * ((first & 0xff) + M - 1);
    }

    private static int power(int exponent) {
        int result = 1;
        int square = M;
        for (int rest = exponent; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    /** Newton's iteration: each step doubles the number of right low bits, and an odd number is its own inverse mod 8. */
    private static int inverse(int odd) {
        int x = odd;
        for (int rightBits = 3; rightBits < Integer.SIZE; rightBits *= 2) {
            x *= 2 - odd * x;
        }
        return x;
    }
}
