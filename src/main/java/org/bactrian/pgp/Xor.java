package org.bactrian.pgp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Exclusive-or of byte ranges, eight bytes a step. */
final class Xor {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private Xor() {
    }

    /** {@code out[outAt + i] = a[aAt + i] ^ b[bAt + i]} for {@code count} bytes. */
    static void bytes(byte[] a, int aAt, byte[] b, int bAt, byte[] out, int outAt, int count) {
        int i = 0;
        for (; i + Long.BYTES <= count; i += Long.BYTES) {
            LONGS.set(out, outAt + i, (long) LONGS.get(a, aAt + i) ^ (long) LONGS.get(b, bAt + i));
        }
        for (; i < count; i++) {
            out[outAt + i] = (byte) (a[aAt + i] ^ b[bAt + i]);
        }
    }
}
