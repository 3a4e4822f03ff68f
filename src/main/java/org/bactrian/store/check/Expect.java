package org.bactrian.store.check;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/** What checks have in common: bytes to store, and words for what came instead. */
public final class Expect {
    private static final double MEGA = 1e6;
    private static final double NANOS = 1e9;

    private Expect() {
    }

    /** Bytes that no store can guess or compress, the same in each run. @param length how many; it also seeds them */
    public static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }

    /** @throws AssertionError with these words unless the fact is one */
    public static void that(boolean fact, String otherwise) {
        if (!fact) {
            throw new AssertionError(otherwise);
        }
    }

    /** @throws AssertionError that says how the bytes differ, if they do */
    public static void same(byte[] wanted, byte[] got) {
        that(wanted.length == got.length, got.length + " bytes came back instead of " + wanted.length);
        int at = Arrays.mismatch(wanted, got);
        that(at < 0, "byte " + at + " came back changed");
    }

    /** Megabytes a second, as checks show it. @param begun {@link System#nanoTime} before the first byte */
    public static String speed(int bytes, long begun) {
        double seconds = Math.max(1e-6, (System.nanoTime() - begun) / NANOS);
        return String.format(Locale.ROOT, "%.1f MB/s", bytes / MEGA / seconds);
    }
}
