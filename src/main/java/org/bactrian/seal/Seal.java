package org.bactrian.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * One way to make a stored object out of clear bytes and back: nothing, gzip, OpenPGP. Implementations are immutable
 * and may be used by several threads at once; the streams they give may not.
 */
public interface Seal {
    /** What follows {@code .difftar} and {@code .sigtar} in an object's name: "", ".gz" or ".gpg" (spec 1.1). */
    String suffix();

    /** What follows {@code .manifest}: ".gpg", or "" because a manifest is never gzipped (spec 1.1). */
    default String manifestSuffix() {
        return ".gz".equals(suffix()) ? "" : suffix();
    }

    /**
     * Opens a stream that seals what is written to it.
     *
     * @param sealed takes the sealed bytes
     * @return a stream whose {@code close} finishes the sealed form without closing {@code sealed}; a stream that is
     *         not closed leaves an object that will not open
     */
    OutputStream seal(OutputStream sealed) throws IOException;

    /**
     * Opens a sealed object after its integrity, where the form has any (OpenPGP: MDC or AEAD), was proven over the
     * whole of it.
     *
     * @param sealed the object
     * @return the clear bytes; whoever reads them closes the stream
     * @throws org.bactrian.error.BactrianException of kind SEAL_FAILED, naming the object, if it is damaged,
     *         unprotected, or not sealed with what we have
     */
    InputStream open(SealedInput sealed) throws IOException;
}
