package org.bactrian.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bytes to measure with, always the same: three quarters text-like, one quarter that no compression makes smaller. */
final class SampleData {
    private static final int SEED = 8;
    private static final int RUN = 1 << 16;
    private static final int WORDS = 2000;
    private static final int LONGEST = 12;

    private SampleData() {
    }

    /** @param length in bytes */
    static byte[] of(int length) {
        Random random = new Random(SEED);
        byte[][] words = new byte[WORDS][];
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int n = 2 + random.nextInt(LONGEST); n > 0; n--) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words[i] = word.append(random.nextInt(9) == 0 ? '\n' : ' ').toString().getBytes(StandardCharsets.US_ASCII);
        }
        byte[] bytes = new byte[length];
        for (int at = 0; at < length;) {
            int end = Math.min(length, at + RUN);
            if (at / RUN % 4 == 3) {
                byte[] noise = new byte[end - at];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bytes, at, noise.length);
                at = end;
            }
            while (at < end) {
                // common words come more often, as in any text
                byte[] word = words[(int) (WORDS * Math.pow(random.nextDouble(), 3))];
                int count = Math.min(word.length, end - at);
                System.arraycopy(word, 0, bytes, at, count);
                at += count;
            }
        }
        return bytes;
    }
}
