package org.bactrian.pgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyEncSessionPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/**
 * A "public-key encrypted session key" packet: of version 3 (RFC 4880, 5.1; RFC 6637, 8) with the key id of the recipient's encryption
 * key (zeros if hidden), or of version 6 (RFC 9580, 5.1.2) with its fingerprint (none if hidden); then algorithm, and numbers that
 * decrypt to the following. Written is version 3.
 *
 * <pre>
 * cipher       1 byte; not in version 6, where the data's packet says it, and not for X25519 and X448, which have it in the clear
 * session key
 * checksum     2 bytes; not for X25519 and X448
 * </pre>
 */
record RecipientPacket(PublicKeyEncSessionPacket packet) {
    private static final int MOST = 4096;
    private static final int CHECKSUM = 2;
    private static final int VERSION = 3;
    private static final int VERSION_6 = 6;

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
        int version = packet.getVersion();
        if (version != VERSION && version != VERSION_6) {
            return null;
        }
        try {
            byte[] info = new BcPublicKeyDataDecryptorFactory(key).recoverSessionData(algorithm(), packet.getEncSessionKey(), version);
            int start = version == VERSION && !isWrapped() ? 1 : 0;
            CipherAlgorithm cipher = version == VERSION_6 ? anyCipher(info.length - (isWrapped() ? 0 : CHECKSUM))
                    : CipherAlgorithm.of(start == 1 ? info[0] : packet.getEncSessionKey()[0][pointLength() + 1]);
            if (cipher == null || info.length < start + cipher.keySize()) {
                return null;
            }
            byte[] session = Arrays.copyOfRange(info, start, start + cipher.keySize());
            return isWrapped() || isChecked(session, info, start + session.length) ? new SessionKey(cipher, session) : null;
        } catch (PGPException | RuntimeException e) {
            return null; // whatever is wrong with it, it gives no session key
        }
    }

    /** Whether the session key is wrapped, which proves it by itself. */
    private boolean isWrapped() {
        return algorithm() == PublicKeyAlgorithmTags.X25519 || algorithm() == PublicKeyAlgorithmTags.X448;
    }

    /** Of X25519 and X448, before the wrapped key's length (RFC 9580, 5.1.6 and 5.1.7). */
    private int pointLength() {
        return algorithm() == PublicKeyAlgorithmTags.X25519 ? 32 : 56;
    }

    /** One with keys of that size; null if there is none. The data's packet says which it is. */
    private static CipherAlgorithm anyCipher(int keySize) {
        return switch (keySize) {
            case 16 -> CipherAlgorithm.AES_128;
            case 24 -> CipherAlgorithm.AES_192;
            case 32 -> CipherAlgorithm.AES_256;
            default -> null;
        };
    }

    private static boolean isChecked(byte[] session, byte[] info, int checksum) {
        int sum = 0;
        for (byte each : session) {
            sum += each & 0xFF;
        }
        return info[checksum] == (byte) (sum >> 8) && info[checksum + 1] == (byte) sum;
    }
}
