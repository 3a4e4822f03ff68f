package org.bactrian.pgp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.bactrian.seal.DeflateLevels;
import org.bactrian.seal.ParallelDeflate;
import org.bactrian.seal.ParallelInflate;

/** The compressions of OpenPGP (RFC 4880, 9.3), by GnuPG's names for them. */
public enum Compression {
    /** None: no compressed packet at all. */
    NONE,
    /** Raw deflate. */
    ZIP,
    /** Deflate with zlib's header and checksum. */
    ZLIB,
    /** bzip2: smaller, very slow, on one processor. */
    BZIP2;

    /** What is taken where no level is asked for: GnuPG's word for it, and its sizes within 5 %, in the least time. */
    public static final int NO_LEVEL = -1;
    private static final int BZIP2_DEFAULT = 6;
    /**
     * What {@link #ZIP} takes where no level is asked for: between two levels, for the next one down makes more than 5 % more of the Linux source than GnuPG's 6. ISA-L makes a little less
     * than these, in a quarter of the time.
     */
    public static final DeflateLevels ZIP_LEVELS = DeflateLevels.quickElse(2, 2, 2, 4);
    /** As {@code GzipSeal}. */
    private static final DeflateLevels ZLIB_LEVELS = DeflateLevels.quickWhereClose(4, 5);
    private static final int BUFFER = 64 * 1024;

    /** The number in packets. */
    public int id() {
        return ordinal();
    }

    /** The compression of a number, or null if there is none. */
    static Compression of(int id) {
        return id >= 0 && id < values().length ? values()[id] : null;
    }

    /**
     * A compressing stream; closing it does not close {@code out}. Not for NONE.
     *
     * @param level 0 to 9, {@link DeflateLevels#FAST} or {@link #NO_LEVEL}
     */
    OutputStream compress(OutputStream out, int level) throws IOException {
        return switch (this) {
            case ZIP -> new ParallelDeflate(out, level == NO_LEVEL ? ZIP_LEVELS : DeflateLevels.of(zipLevel(level)));
            case ZLIB -> new ZlibOutput(out, level == NO_LEVEL ? ZLIB_LEVELS : DeflateLevels.of(level));
            case BZIP2 -> Bzip2.compress(new OpenEnded(out), bzip2Level(level));
            case NONE -> throw new IllegalStateException("nothing to compress");
        };
    }

    /**
     * GnuPG deflates with a window of 8 KiB in this form, we with the whole 32 KiB, which makes less at a lower level. Measured on
     * the Linux source (80 MB), processor seconds and MB: GnuPG's level 6 1.31 and 18.3; ours 6 1.98 and 16.2, 5 1.21 and 16.5, 4
     * 0.83 and 17.3, 3 0.77 and 18.7. So what is asked for as 6 is 4 here: 6 % smaller than GnuPG's in two thirds of the time.
     */
    private static int zipLevel(int level) {
        return switch (level) {
            case 5, 6 -> 4;
            case 7 -> 5;
            case 8 -> 7;
            default -> level;
        };
    }

    private static int bzip2Level(int level) {
        return switch (level) {
            case NO_LEVEL -> BZIP2_DEFAULT;
            case 0, DeflateLevels.FAST -> 1;
            default -> level;
        };
    }

    /** A decompressing stream; holds a few MiB. */
    InputStream decompress(InputStream in) throws IOException {
        return switch (this) {
            case NONE -> in;
            case ZIP -> new ParallelInflate(in);
            case ZLIB -> inflate(in);
            case BZIP2 -> Bzip2.decompress(new BufferedInputStream(in, BUFFER));
        };
    }

    private static InputStream inflate(InputStream in) {
        Inflater inflater = new Inflater();
        return new InflaterInputStream(in, inflater, BUFFER) {
            @Override
            public void close() throws IOException {
                inflater.end();
                super.close();
            }
        };
    }

    /** Named here only, so that its library is loaded by a message that needs it. */
    private static final class Bzip2 {
        static OutputStream compress(OutputStream out, int level) throws IOException {
            return new BZip2CompressorOutputStream(out, level);
        }

        static InputStream decompress(InputStream in) throws IOException {
            return new BZip2CompressorInputStream(in);
        }
    }
}
