package org.bactrian.pgp;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Writes the body of a "symmetrically encrypted and integrity protected data" packet, version 1 (RFC 4880, 5.13).
 * Encrypted are one block of random bytes, its last two again, the content, and a packet with the SHA-1 of all that
 * goes before the hash (5.14). Not thread-safe.
 */
final class ProtectedOutput extends OutputStream {
    private static final int VERSION = 1;
    /** New format, tag 19, 20 bytes. */
    private static final byte[] MDC_HEADER = {(byte) 0xD3, 20};

    private final CfbOutput out;
    private final MessageDigest sha1 = Digests.sha1();

    /**
     * @param packet takes the body; closed with this stream
     * @param prefix as many random bytes as a block has
     */
    ProtectedOutput(OutputStream packet, SessionKey key, byte[] prefix) throws IOException {
        packet.write(VERSION);
        out = new CfbOutput(packet, key.key());
        write(prefix);
        write(prefix, prefix.length - 2, 2);
    }

    @Override
    public void write(int b) throws IOException {
        sha1.update((byte) b);
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        sha1.update(bytes, offset, count);
        out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
        write(MDC_HEADER);
        out.write(sha1.digest());
        out.close();
    }
}
