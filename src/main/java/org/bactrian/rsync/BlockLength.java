package org.bactrian.rsync;

/** The rules by which duplicity takes the block length of a signature from the length of the file (spec 4.2). */
public enum BlockLength {
    /** Up to duplicity 3.0.2: in steps of 512 each 1,024,000 bytes. */
    STEPPED {
        @Override
        long unbounded(long fileSize) {
            return fileSize / BYTES_A_STEP * STEP;
        }
    },
    /** From duplicity 3.0.3 on: the square root, rounded up to a multiple of 512. */
    SQUARE_ROOT {
        @Override
        long unbounded(long fileSize) {
            return (floorSqrt(fileSize) + STEP - 1) / STEP * STEP;
        }
    };

    /** The default of {@code --max-blocksize} up to duplicity 3.0.2. */
    public static final int DEFAULT_MAX = 2048;
    /** For {@link #forFile}: no maximum but that of the format. */
    public static final int NO_MAX = SignatureFormat.MAX_BLOCK_LENGTH;

    private static final int STEP = 512;
    private static final long BYTES_A_STEP = 1_024_000;

    /**
     * The block length for a file.
     *
     * @param fileSize     bytes, as known before the file is read
     * @param maxBlockSize the most to give; files so small that they get the minimum of 512 get it whatever the maximum
     */
    public int forFile(long fileSize, int maxBlockSize) {
        if (fileSize < 0 || maxBlockSize < 1) {
            throw new IllegalArgumentException("file of " + fileSize + " bytes, blocks of at most " + maxBlockSize);
        }
        long length = unbounded(fileSize);
        return length <= STEP ? STEP : (int) Math.min(length, Math.min(maxBlockSize, NO_MAX));
    }

    abstract long unbounded(long fileSize);

    private static long floorSqrt(long number) {
        long root = (long) Math.sqrt((double) number);
        while (root > number / Math.max(root, 1)) {
            root--;
        }
        while (root + 1 <= number / (root + 1)) {
            root++;
        }
        return root;
    }
}
