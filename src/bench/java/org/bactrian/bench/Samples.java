package org.bactrian.bench;

import java.util.Random;

/** What is measured with; always the same. */
final class Samples {
    static final int MIB = 16;

    private Samples() {
    }

    /** {@link #MIB} MiB: lines of words, and each fourth stretch of 64 KiB noise. */
    static byte[] bytes() {
        Random random = new Random(MIB);
        byte[] bytes = new byte[MIB << 20];
        random.nextBytes(bytes);
        for (int at = 0; at < bytes.length; at++) {
            if ((at >> 16) % 4 != 3) {
                bytes[at] = (byte) "the camel goes through a needle's eye\n".charAt((bytes[at] & 0x1f) + at % 6);
            }
        }
        return bytes;
    }
}
