package org.bactrian.pgp;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * A "symmetric-key encrypted session key" packet: version 4 (RFC 4880, 5.3), 5 (draft-koch-librepgp, 5.3) or 6 (RFC
 * 9580, 5.3.2).
 *
 * <pre>
 * 4:  version, cipher, {@link S2k}, session key encrypted by CFB; if there is none, the key from the passphrase is the session key
 * 5:  version, cipher, mode, S2k, initial vector of the mode, session key encrypted by it, tag (16)
 * 6:  version, length of the next 4, cipher, mode, length of the next 1, S2k, initial vector, session key, tag
 * </pre>
 *
 * @param mode         0 for CFB (version 4), else 1 EAX, 2 OCB, 3 GCM
 * @param vector       the mode's initial vector; empty in version 4
 * @param encryptedKey with the tag
 */
record PassphrasePacket(int version, CipherAlgorithm cipher, int mode, S2k s2k, byte[] vector, byte[] encryptedKey) {
    static final int VERSION_4 = 4;
    static final int VERSION_5 = 5;
    static final int VERSION_6 = 6;
    private static final int MOST = 256;
    /** By mode: EAX, OCB, GCM. */
    private static final int[] VECTOR = {0, 16, 15, 12};

    /** Version 4 without an encrypted key, as GnuPG writes it. */
    static PassphrasePacket direct(CipherAlgorithm cipher, S2k s2k) {
        return new PassphrasePacket(VERSION_4, cipher, 0, s2k, new byte[0], new byte[0]);
    }

    /** Reads the body of a packet. */
    static PassphrasePacket read(Packet packet) throws IOException {
        DataInputStream in = packet.data();
        int version = in.readUnsignedByte();
        if (version < VERSION_4 || version > VERSION_6) {
            throw new PgpFormatException("its passphrase packet has the unknown version " + version);
        }
        int fields = version == VERSION_6 ? in.readUnsignedByte() : 0;
        int cipher = in.readUnsignedByte();
        int mode = version == VERSION_4 ? 0 : in.readUnsignedByte();
        if (CipherAlgorithm.of(cipher) == null || mode >= VECTOR.length || version != VERSION_4 && mode == 0) {
            throw new PgpFormatException("is encrypted in an unknown way (cipher " + cipher + ", mode " + mode + ")");
        }
        int s2kLength = version == VERSION_6 ? in.readUnsignedByte() : 0;
        S2k s2k = S2k.read(in);
        if (version == VERSION_6 && (s2kLength != s2k.toBytes().length || fields != 3 + s2kLength + VECTOR[mode])) {
            throw new PgpFormatException("its passphrase packet has wrong lengths");
        }
        byte[] vector = in.readNBytes(VECTOR[mode]);
        return new PassphrasePacket(version, CipherAlgorithm.of(cipher), mode, s2k, vector, packet.readAll(MOST));
    }

    /** The whole packet, for version 4. */
    byte[] toBytes() throws IOException {
        byte[] key = s2k.toBytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0xC0 | Packet.PASSPHRASE_SESSION_KEY);
        PartialOutput.writeLength(out, 2 + key.length + encryptedKey.length);
        out.write(VERSION_4);
        out.write(cipher.id());
        out.write(key);
        out.write(encryptedKey);
        return out.toByteArray();
    }
}
