package org.bactrian.seal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Counts and hashes sealed bytes on their way out, so that no second pass is needed: SHA-1 for the manifest
 * (spec 2.1), MD5 for the store's ETag. Not thread-safe, except that {@link #length()} may be asked from anywhere.
 */
public final class SealedOutput extends FilterOutputStream {
    private final MessageDigest sha1 = digest("SHA-1");
    private final MessageDigest md5 = digest("MD5");
    private volatile long length;

    /** @param out takes the bytes; closed with this stream */
    public SealedOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer, many readers
    public void write(byte[] bytes, int offset, int count) throws IOException {
        out.write(bytes, offset, count);
        sha1.update(bytes, offset, count);
        md5.update(bytes, offset, count);
        length += count;
    }

    /** The number of bytes written so far. */
    public long length() {
        return length;
    }

    /** Lower-case hex SHA-1 of what was written; ends the computation, so ask once and last. */
    public String sha1() {
        return HexFormat.of().formatHex(sha1.digest());
    }

    /** Lower-case hex MD5 of what was written; ends the computation, so ask once and last. */
    public String md5() {
        return HexFormat.of().formatHex(md5.digest());
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
