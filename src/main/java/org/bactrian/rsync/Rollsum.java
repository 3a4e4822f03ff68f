package org.bactrian.rsync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * rollsum (spec 4.2): s1 is the sum of (byte + 31), s2 the sum of all intermediate s1, both modulo 2^16; the value is
 * {@code s2 << 16 | s1}. The constant 31 is added in closed form, so that the loops see bytes only; overflow of the
 * ints does no harm, because only the low 16 bits of each are ever used.
 */
final class Rollsum extends RollingSum {
    private static final int CHAR_OFFSET = 31;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVEN_BYTES = 0x00ff00ff00ff00ffL;
    private static final long ONES = 0x0001000100010001L;
    /** What bytes 0, 2, 4, 6 of eight weigh in s2, lowest lane last: the product's top lane is then their sum. */
    private static final long EVEN_WEIGHTS = 0x0008000600040002L;
    private static final long ODD_WEIGHTS = 0x0007000500030001L;

    private final int blockLength;
    private int count;
    private int s1;
    private int s2;

    Rollsum(int blockLength) {
        this.blockLength = blockLength;
    }

    static int of(byte[] bytes, int offset, int count) {
        int s1 = 0;
        int s2 = 0;
        int at = offset;
        int end = offset + count;
        for (; at <= end - 8; at += 8) {
            // four 16-bit lanes each of even and odd bytes; no lane can overflow: 255 * (8 + 6 + 4 + 2) < 2^16
            long eight = (long) LONG.get(bytes, at);
            long even = eight & EVEN_BYTES;
            long odd = eight >>> 8 & EVEN_BYTES;
            s2 += 8 * s1 + (int) (even * EVEN_WEIGHTS + odd * ODD_WEIGHTS >>> 48);
            s1 += (int) ((even + odd) * ONES >>> 48);
        }
        for (; at < end; at++) {
            s1 += bytes[at] & 0xff;
            s2 += s1;
        }
        s1 += count * CHAR_OFFSET;
        s2 += (int) ((long) count * (count + 1L) / 2) * CHAR_OFFSET;
        return s2 << 16 | s1 & 0xffff;
    }

    @Override
    void reset(int sum, int windowLength) {
        s1 = sum & 0xffff;
        s2 = sum >>> 16;
        count = windowLength;
    }

    @Override
    int value() {
        return s2 << 16 | s1 & 0xffff;
    }

    @Override
    int scan(byte[] bytes, int start, int limit, WeakFilter filter) {
        int n = blockLength;
        long[] words = filter.words();
        int a = s1;
        int b = s2;
        int at = start;
        while (at < limit) {
            int out = bytes[at] & 0xff;
            a += (bytes[at + n] & 0xff) - out;
            b += a - n * (out + CHAR_OFFSET);
            at++;
            if (WeakFilter.test(words, b << 16 | a & 0xffff)) {
                break;
            }
        }
        s1 = a;
        s2 = b;
        return at;
    }

    @Override
    void shrink(byte first) {
        int out = (first & 0xff) + CHAR_OFFSET;
        s1 -= out;
        s2 -= count * out;
        count--;
    }
}
