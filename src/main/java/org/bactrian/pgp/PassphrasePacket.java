package org.bactrian.pgp;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * A "symmetric-key encrypted session key" packet, version 4 (RFC 4880, 5.3).
 *
 * <pre>
 * offset size
 *  0     1   version 4
 *  1     1   cipher
 *  2     n   {@link S2k}
 *        n   the session key, encrypted; if there is none, the key from the passphrase is the session key
 * </pre>
 */
record PassphrasePacket(CipherAlgorithm cipher, S2k s2k, byte[] encryptedKey) {
    private static final int VERSION = 4;
    private static final int MOST = 256;

    /** Reads the body of a packet. */
    static PassphrasePacket read(Packet packet) throws IOException {
        DataInputStream in = packet.data();
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new PgpFormatException("its passphrase packet has the unknown version " + version);
        }
        int cipher = in.readUnsignedByte();
        if (CipherAlgorithm.of(cipher) == null) {
            throw new PgpFormatException("is encrypted with an unknown cipher (" + cipher + ")");
        }
        return new PassphrasePacket(CipherAlgorithm.of(cipher), S2k.read(in), packet.readAll(MOST));
    }

    /** The whole packet. */
    byte[] toBytes() throws IOException {
        byte[] key = s2k.toBytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0xC0 | Packet.PASSPHRASE_SESSION_KEY);
        PartialOutput.writeLength(out, 2 + key.length + encryptedKey.length);
        out.write(VERSION);
        out.write(cipher.id());
        out.write(key);
        out.write(encryptedKey);
        return out.toByteArray();
    }
}
