package org.bactrian.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * gzip (RFC 1952), compressed on all processors into one member: {@code --no-encryption}. Reading takes any number of
 * members. The only integrity gzip has is a CRC at the end of each member, so damage shows as the clear bytes are read:
 * the stream then raises SEAL_FAILED with the object's name. What is authenticated is the whole file, by the manifest.
 */
public final class GzipSeal implements Seal {
    /**
     * duplicity takes 6. Measured on the Linux source (118 MB), processor seconds and MB: level 6 2.59 and 19.6, level 5 1.46 and
     * 20.1, level 4 1.06 and 21.0: half and half is what stays within 5 % of duplicity's size. Of a PostgreSQL folder (1.2 GB) level 6
     * makes 80.1 MB in 15 s and ISA-L 81.5 in 1.5.
     */
    private static final DeflateLevels USUAL = DeflateLevels.quickWhereClose(4, 5);

    private final DeflateLevels levels;

    /** At the levels that are a good bargain. */
    public GzipSeal() {
        this(USUAL);
    }

    /** @param level 0 (stored) to 9 (smallest) or {@link DeflateLevels#FAST} */
    public GzipSeal(int level) {
        this(DeflateLevels.of(level));
    }

    private GzipSeal(DeflateLevels levels) {
        this.levels = levels;
    }

    @Override
    public String suffix() {
        return ".gz";
    }

    @Override
    public OutputStream seal(OutputStream sealed) throws IOException {
        return new GzipOutput(sealed, levels);
    }

    @Override
    public InputStream open(SealedInput sealed) throws IOException {
        return DamageNamed.open(sealed, "gzip", GzipInput::new);
    }

    @Override
    public String toString() {
        return "gzip level " + levels;
    }
}
