package org.bactrian.rsync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * MD4 (RFC 1320). Broken as a cryptographic hash, and here only because the format demands it; the steps are written
 * out, because a table of steps in a loop runs at a third of the speed.
 */
final class Md4 extends StrongSum {
    static final int LENGTH = 16;
    private static final int CHUNK = 64;
    private static final int LENGTH_FIELD = 8;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Square roots of 2 and 3, RFC 1320 section 3.4. */
    private static final int SQRT_2 = 0x5a827999;
    private static final int SQRT_3 = 0x6ed9eba1;

    private final byte[] tail = new byte[2 * CHUNK];
    private int h0;
    private int h1;
    private int h2;
    private int h3;
    /** Of the second of two. */
    private int g0;
    private int g1;
    private int g2;
    private int g3;

    @Override
    int length() {
        return LENGTH;
    }

    @Override
    void sum(byte[] bytes, int offset, int count, byte[] sum) {
        begin();
        int whole = count & -CHUNK;
        for (int at = offset; at < offset + whole; at += CHUNK) {
            chunk(bytes, at);
        }
        end(bytes, offset + whole, count - whole, count, sum, 0);
    }

    @Override
    void sumTwo(byte[] bytes, int offset, int count, byte[] sums) {
        begin();
        g0 = h0;
        g1 = h1;
        g2 = h2;
        g3 = h3;
        int whole = count & -CHUNK;
        for (int at = offset; at < offset + whole; at += CHUNK) {
            twoChunks(bytes, at, at + count);
        }
        end(bytes, offset + whole, count - whole, count, sums, 0);
        h0 = g0;
        h1 = g1;
        h2 = g2;
        h3 = g3;
        end(bytes, offset + count + whole, count - whole, count, sums, LENGTH);
    }

    private void begin() {
        h0 = 0x67452301;
        h1 = 0xefcdab89;
        h2 = 0x98badcfe;
        h3 = 0x10325476;
    }

    private void end(byte[] bytes, int offset, int rest, int count, byte[] sum, int to) {
        int tailLength = pad(bytes, offset, rest, count);
        for (int at = 0; at < tailLength; at += CHUNK) {
            chunk(tail, at);
        }
        INT.set(sum, to, h0);
        INT.set(sum, to + 4, h1);
        INT.set(sum, to + 8, h2);
        INT.set(sum, to + 12, h3);
    }

    /** Puts the last bytes, a one bit, zeros and the length in bits into {@code tail} (RFC 1320 sections 3.1, 3.2). */
    private int pad(byte[] bytes, int offset, int rest, int count) {
        int length = rest < CHUNK - LENGTH_FIELD ? CHUNK : 2 * CHUNK;
        System.arraycopy(bytes, offset, tail, 0, rest);
        tail[rest] = (byte) 0x80;
        Arrays.fill(tail, rest + 1, length - LENGTH_FIELD, (byte) 0);
        LONG.set(tail, length - LENGTH_FIELD, (long) count * Byte.SIZE);
        return length;
    }

    private void chunk(byte[] bytes, int at) {
        int x0 = (int) INT.get(bytes, at);
        int x1 = (int) INT.get(bytes, at + 4);
        int x2 = (int) INT.get(bytes, at + 8);
        int x3 = (int) INT.get(bytes, at + 12);
        int x4 = (int) INT.get(bytes, at + 16);
        int x5 = (int) INT.get(bytes, at + 20);
        int x6 = (int) INT.get(bytes, at + 24);
        int x7 = (int) INT.get(bytes, at + 28);
        int x8 = (int) INT.get(bytes, at + 32);
        int x9 = (int) INT.get(bytes, at + 36);
        int x10 = (int) INT.get(bytes, at + 40);
        int x11 = (int) INT.get(bytes, at + 44);
        int x12 = (int) INT.get(bytes, at + 48);
        int x13 = (int) INT.get(bytes, at + 52);
        int x14 = (int) INT.get(bytes, at + 56);
        int x15 = (int) INT.get(bytes, at + 60);
        int a = h0;
        int b = h1;
        int c = h2;
        int d = h3;
        a = round1(a, b, c, d, x0, 3);
        d = round1(d, a, b, c, x1, 7);
        c = round1(c, d, a, b, x2, 11);
        b = round1(b, c, d, a, x3, 19);
        a = round1(a, b, c, d, x4, 3);
        d = round1(d, a, b, c, x5, 7);
        c = round1(c, d, a, b, x6, 11);
        b = round1(b, c, d, a, x7, 19);
        a = round1(a, b, c, d, x8, 3);
        d = round1(d, a, b, c, x9, 7);
        c = round1(c, d, a, b, x10, 11);
        b = round1(b, c, d, a, x11, 19);
        a = round1(a, b, c, d, x12, 3);
        d = round1(d, a, b, c, x13, 7);
        c = round1(c, d, a, b, x14, 11);
        b = round1(b, c, d, a, x15, 19);
        a = round2(a, b, c, d, x0, 3);
        d = round2(d, a, b, c, x4, 5);
        c = round2(c, d, a, b, x8, 9);
        b = round2(b, c, d, a, x12, 13);
        a = round2(a, b, c, d, x1, 3);
        d = round2(d, a, b, c, x5, 5);
        c = round2(c, d, a, b, x9, 9);
        b = round2(b, c, d, a, x13, 13);
        a = round2(a, b, c, d, x2, 3);
        d = round2(d, a, b, c, x6, 5);
        c = round2(c, d, a, b, x10, 9);
        b = round2(b, c, d, a, x14, 13);
        a = round2(a, b, c, d, x3, 3);
        d = round2(d, a, b, c, x7, 5);
        c = round2(c, d, a, b, x11, 9);
        b = round2(b, c, d, a, x15, 13);
        a = round3(a, b, c, d, x0, 3);
        d = round3(d, a, b, c, x8, 9);
        c = round3(c, d, a, b, x4, 11);
        b = round3(b, c, d, a, x12, 15);
        a = round3(a, b, c, d, x2, 3);
        d = round3(d, a, b, c, x10, 9);
        c = round3(c, d, a, b, x6, 11);
        b = round3(b, c, d, a, x14, 15);
        a = round3(a, b, c, d, x1, 3);
        d = round3(d, a, b, c, x9, 9);
        c = round3(c, d, a, b, x5, 11);
        b = round3(b, c, d, a, x13, 15);
        a = round3(a, b, c, d, x3, 3);
        d = round3(d, a, b, c, x11, 9);
        c = round3(c, d, a, b, x7, 11);
        b = round3(b, c, d, a, x15, 15);
        h0 += a;
        h1 += b;
        h2 += c;
        h3 += d;
    }

    /** As {@link #chunk} for two messages, step by step in turn: a processor does the one's while it waits for the other's. */
    private void twoChunks(byte[] bytes, int at, int other) {
        int x0 = (int) INT.get(bytes, at);
        int x1 = (int) INT.get(bytes, at + 4);
        int x2 = (int) INT.get(bytes, at + 8);
        int x3 = (int) INT.get(bytes, at + 12);
        int x4 = (int) INT.get(bytes, at + 16);
        int x5 = (int) INT.get(bytes, at + 20);
        int x6 = (int) INT.get(bytes, at + 24);
        int x7 = (int) INT.get(bytes, at + 28);
        int x8 = (int) INT.get(bytes, at + 32);
        int x9 = (int) INT.get(bytes, at + 36);
        int x10 = (int) INT.get(bytes, at + 40);
        int x11 = (int) INT.get(bytes, at + 44);
        int x12 = (int) INT.get(bytes, at + 48);
        int x13 = (int) INT.get(bytes, at + 52);
        int x14 = (int) INT.get(bytes, at + 56);
        int x15 = (int) INT.get(bytes, at + 60);
        int y0 = (int) INT.get(bytes, other);
        int y1 = (int) INT.get(bytes, other + 4);
        int y2 = (int) INT.get(bytes, other + 8);
        int y3 = (int) INT.get(bytes, other + 12);
        int y4 = (int) INT.get(bytes, other + 16);
        int y5 = (int) INT.get(bytes, other + 20);
        int y6 = (int) INT.get(bytes, other + 24);
        int y7 = (int) INT.get(bytes, other + 28);
        int y8 = (int) INT.get(bytes, other + 32);
        int y9 = (int) INT.get(bytes, other + 36);
        int y10 = (int) INT.get(bytes, other + 40);
        int y11 = (int) INT.get(bytes, other + 44);
        int y12 = (int) INT.get(bytes, other + 48);
        int y13 = (int) INT.get(bytes, other + 52);
        int y14 = (int) INT.get(bytes, other + 56);
        int y15 = (int) INT.get(bytes, other + 60);
        int a = h0;
        int b = h1;
        int c = h2;
        int d = h3;
        int e = g0;
        int f = g1;
        int g = g2;
        int h = g3;
        a = round1(a, b, c, d, x0, 3);
        e = round1(e, f, g, h, y0, 3);
        d = round1(d, a, b, c, x1, 7);
        h = round1(h, e, f, g, y1, 7);
        c = round1(c, d, a, b, x2, 11);
        g = round1(g, h, e, f, y2, 11);
        b = round1(b, c, d, a, x3, 19);
        f = round1(f, g, h, e, y3, 19);
        a = round1(a, b, c, d, x4, 3);
        e = round1(e, f, g, h, y4, 3);
        d = round1(d, a, b, c, x5, 7);
        h = round1(h, e, f, g, y5, 7);
        c = round1(c, d, a, b, x6, 11);
        g = round1(g, h, e, f, y6, 11);
        b = round1(b, c, d, a, x7, 19);
        f = round1(f, g, h, e, y7, 19);
        a = round1(a, b, c, d, x8, 3);
        e = round1(e, f, g, h, y8, 3);
        d = round1(d, a, b, c, x9, 7);
        h = round1(h, e, f, g, y9, 7);
        c = round1(c, d, a, b, x10, 11);
        g = round1(g, h, e, f, y10, 11);
        b = round1(b, c, d, a, x11, 19);
        f = round1(f, g, h, e, y11, 19);
        a = round1(a, b, c, d, x12, 3);
        e = round1(e, f, g, h, y12, 3);
        d = round1(d, a, b, c, x13, 7);
        h = round1(h, e, f, g, y13, 7);
        c = round1(c, d, a, b, x14, 11);
        g = round1(g, h, e, f, y14, 11);
        b = round1(b, c, d, a, x15, 19);
        f = round1(f, g, h, e, y15, 19);
        a = round2(a, b, c, d, x0, 3);
        e = round2(e, f, g, h, y0, 3);
        d = round2(d, a, b, c, x4, 5);
        h = round2(h, e, f, g, y4, 5);
        c = round2(c, d, a, b, x8, 9);
        g = round2(g, h, e, f, y8, 9);
        b = round2(b, c, d, a, x12, 13);
        f = round2(f, g, h, e, y12, 13);
        a = round2(a, b, c, d, x1, 3);
        e = round2(e, f, g, h, y1, 3);
        d = round2(d, a, b, c, x5, 5);
        h = round2(h, e, f, g, y5, 5);
        c = round2(c, d, a, b, x9, 9);
        g = round2(g, h, e, f, y9, 9);
        b = round2(b, c, d, a, x13, 13);
        f = round2(f, g, h, e, y13, 13);
        a = round2(a, b, c, d, x2, 3);
        e = round2(e, f, g, h, y2, 3);
        d = round2(d, a, b, c, x6, 5);
        h = round2(h, e, f, g, y6, 5);
        c = round2(c, d, a, b, x10, 9);
        g = round2(g, h, e, f, y10, 9);
        b = round2(b, c, d, a, x14, 13);
        f = round2(f, g, h, e, y14, 13);
        a = round2(a, b, c, d, x3, 3);
        e = round2(e, f, g, h, y3, 3);
        d = round2(d, a, b, c, x7, 5);
        h = round2(h, e, f, g, y7, 5);
        c = round2(c, d, a, b, x11, 9);
        g = round2(g, h, e, f, y11, 9);
        b = round2(b, c, d, a, x15, 13);
        f = round2(f, g, h, e, y15, 13);
        a = round3(a, b, c, d, x0, 3);
        e = round3(e, f, g, h, y0, 3);
        d = round3(d, a, b, c, x8, 9);
        h = round3(h, e, f, g, y8, 9);
        c = round3(c, d, a, b, x4, 11);
        g = round3(g, h, e, f, y4, 11);
        b = round3(b, c, d, a, x12, 15);
        f = round3(f, g, h, e, y12, 15);
        a = round3(a, b, c, d, x2, 3);
        e = round3(e, f, g, h, y2, 3);
        d = round3(d, a, b, c, x10, 9);
        h = round3(h, e, f, g, y10, 9);
        c = round3(c, d, a, b, x6, 11);
        g = round3(g, h, e, f, y6, 11);
        b = round3(b, c, d, a, x14, 15);
        f = round3(f, g, h, e, y14, 15);
        a = round3(a, b, c, d, x1, 3);
        e = round3(e, f, g, h, y1, 3);
        d = round3(d, a, b, c, x9, 9);
        h = round3(h, e, f, g, y9, 9);
        c = round3(c, d, a, b, x5, 11);
        g = round3(g, h, e, f, y5, 11);
        b = round3(b, c, d, a, x13, 15);
        f = round3(f, g, h, e, y13, 15);
        a = round3(a, b, c, d, x3, 3);
        e = round3(e, f, g, h, y3, 3);
        d = round3(d, a, b, c, x11, 9);
        h = round3(h, e, f, g, y11, 9);
        c = round3(c, d, a, b, x7, 11);
        g = round3(g, h, e, f, y7, 11);
        b = round3(b, c, d, a, x15, 15);
        f = round3(f, g, h, e, y15, 15);
        h0 += a;
        h1 += b;
        h2 += c;
        h3 += d;
        g0 += e;
        g1 += f;
        g2 += g;
        g3 += h;
    }

    private static int round1(int a, int b, int c, int d, int x, int shift) {
        return Integer.rotateLeft(a + x + (d ^ b & (c ^ d)), shift);
    }

    /** The majority of b, c, d as a sum of two disjoint terms, so that only the second waits for the newest value. */
    private static int round2(int a, int b, int c, int d, int x, int shift) {
        return Integer.rotateLeft(a + x + SQRT_2 + (c & d) + (b & (c ^ d)), shift);
    }

    private static int round3(int a, int b, int c, int d, int x, int shift) {
        return Integer.rotateLeft(a + x + SQRT_3 + (b ^ (c ^ d)), shift);
    }
}
