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
    private final int level;

    /** Level 6, as duplicity. */
    public GzipSeal() {
        this(ParallelDeflate.DEFAULT_LEVEL);
    }

    /** @param level 0 (stored) to 9 (smallest) */
    public GzipSeal(int level) {
        this.level = level;
    }

    @Override
    public String suffix() {
        return ".gz";
    }

    @Override
    public OutputStream seal(OutputStream sealed) throws IOException {
        return new GzipOutput(sealed, level);
    }

    @Override
    public InputStream open(SealedInput sealed) throws IOException {
        return DamageNamed.open(sealed, "gzip", GzipInput::new);
    }

    @Override
    public String toString() {
        return "gzip level " + level;
    }
}
