package org.bactrian.pgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.PublicKeyEncSessionPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/**
 * A "public-key encrypted session key" packet (RFC 4880, 5.1; RFC 6637, 8): version, key id of the recipient's
 * encryption key (zeros if hidden), algorithm, and numbers that decrypt to cipher, session key and checksum.
 */
record RecipientPacket(PublicKeyEncSessionPacket packet) {
    private static final int MOST = 4096;
    private static final int CHECKSUM = 2;
    private static final int VERSION = 3;

    /** Reads the body of a packet. */
    static RecipientPacket read(Packet packet) throws IOException {
        byte[] whole = packet.framed(MOST);
        try {
            return new RecipientPacket((PublicKeyEncSessionPacket) new BCPGInputStream(new ByteArrayInputStream(whole))
                    .readPacket());
        } catch (IOException | RuntimeException e) {
            throw new PgpFormatException("a packet for a recipient is damaged", e);
        }
    }

    /** A whole packet that gives a session key to a recipient. */
    static byte[] write(SessionKey key, PGPPublicKey recipient, boolean hidden, SecureRandom random)
            throws IOException {
        BcPublicKeyKeyEncryptionMethodGenerator generator = new BcPublicKeyKeyEncryptionMethodGenerator(recipient);
        generator.setSecureRandom(random);
        generator.setUseWildcardRecipient(hidden);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BCPGOutputStream out = new BCPGOutputStream(bytes)) {
            generator.generate(new BcPGPDataEncryptorBuilder(key.algorithm().id()).setWithIntegrityPacket(true),
                    key.key()).encode(out);
        } catch (PGPException e) {
            throw new IOException("cannot encrypt for " + Long.toHexString(recipient.getKeyID()) + ": "
                    + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /** The recipient's key id; 0 if hidden. */
    long keyId() {
        return packet.getKeyID();
    }

    int algorithm() {
        return packet.getAlgorithm();
    }

    /** The session key; null if it was not encrypted for this key. */
    SessionKey decrypt(PGPPrivateKey key) {
        if (packet.getVersion() != VERSION) {
            return null;
        }
        try {
            byte[] info = new BcPublicKeyDataDecryptorFactory(key)
                    .recoverSessionData(packet.getAlgorithm(), packet.getEncSessionKey(), VERSION);
            CipherAlgorithm cipher = CipherAlgorithm.of(info[0]);
            return cipher == null || info.length < 1 + cipher.keySize() + CHECKSUM || !isChecked(info, cipher.keySize())
                    ? null
                    : new SessionKey(cipher, Arrays.copyOfRange(info, 1, 1 + cipher.keySize()));
        } catch (PGPException | RuntimeException e) {
            return null; // whatever is wrong with it, it gives no session key
        }
    }

    private static boolean isChecked(byte[] info, int keySize) {
        int sum = 0;
        for (int i = 1; i <= keySize; i++) {
            sum += info[i] & 0xFF;
        }
        return info[1 + keySize] == (byte) (sum >> 8) && info[2 + keySize] == (byte) sum;
    }
}
