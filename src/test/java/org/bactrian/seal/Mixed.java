package org.bactrian.seal;

import java.util.Random;

/** Test data: stretches of text and of random bytes, the same for the same seed. */
public final class Mixed {
    private static final int STRETCH = 50_000;

    private Mixed() {
    }

    /** Half text, half random. */
    public static byte[] bytes(int length, long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[length];
        for (int from = 0; from < length; from += STRETCH) {
            int to = Math.min(length, from + STRETCH);
            if (from / STRETCH % 2 == 0) {
                for (int i = from; i < to; i++) {
                    bytes[i] = (byte) ("etaoin shrdlu\n".charAt((int) Math.min(13,
                            Math.abs(random.nextGaussian()) * 5)));
                }
            } else {
                byte[] noise = new byte[to - from];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, from, noise.length);
            }
        }
        return bytes;
    }
}
