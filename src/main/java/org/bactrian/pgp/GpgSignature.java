package org.bactrian.pgp;

import java.io.OutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * A SHA-512 signature made by gpg, for a key that only it can use: a detached signature over the same bytes is the same
 * packet.
 *
 * <pre>
 * one-pass signature packet (RFC 4880, 5.4)
 *  0  1  version 3          4  8  key id
 *  1  1  signature type    12  1  1: no other one-pass signature follows
 *  2  1  hash
 *  3  1  key algorithm
 * </pre>
 */
final class GpgSignature implements MessageSignature {
    private final PGPPublicKey key;
    private final GpgProgram.Signing signing;

    GpgSignature(GpgProgram gpg, PGPPublicKey key) {
        this.key = key;
        this.signing = gpg.sign(HexFormat.of().withUpperCase().formatHex(key.getFingerprint()));
    }

    @Override
    public byte[] onePass() {
        return ByteBuffer.allocate(15).put((byte) (0xC0 | Packet.ONE_PASS_SIGNATURE)).put((byte) 13).put((byte) 3)
                .put((byte) PGPSignature.BINARY_DOCUMENT).put((byte) RawSignature.SHA_512)
                .put((byte) key.getAlgorithm())
                .putLong(key.getKeyID()).put((byte) 1).array();
    }

    @Override
    public OutputStream contents() {
        return signing;
    }

    @Override
    public byte[] packet() throws IOException {
        return signing.signature();
    }
}
