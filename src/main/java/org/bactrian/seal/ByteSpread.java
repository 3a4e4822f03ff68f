package org.bactrian.seal;

/**
 * A quick look at how evenly the byte values of a block are spread: what is compressed or encrypted already is even.
 */
final class ByteSpread {
    /** How many bytes are looked at. */
    static final int SAMPLE = 4096;
    private static final int RUN = 64;
    private static final int VALUES = 256;
    /**
     * The sum of squared counts of an even spread is about {@code SAMPLE²/256 + SAMPLE} = 69 632, with a deviation of
     * about 360; text and programs give ten times that.
     */
    private static final int EVEN = 80_000;

    private ByteSpread() {
    }

    /** Whether a sample of the bytes, taken all over them, is even; {@code count} is at least {@link #SAMPLE}. */
    static boolean isEven(byte[] bytes, int offset, int count) {
        int[] counts = new int[VALUES];
        int runs = SAMPLE / RUN;
        for (int run = 0; run < runs; run++) {
            int from = offset + (int) ((long) (count - RUN) * run / (runs - 1));
            for (int i = from; i < from + RUN; i++) {
                counts[bytes[i] & 0xFF]++;
            }
        }
        int squares = 0;
        for (int each : counts) {
            squares += each * each;
        }
        return squares < EVEN;
    }
}
