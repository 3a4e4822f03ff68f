package org.bactrian.pgp;

import java.util.Arrays;
import org.bouncycastle.bcpg.S2K;
import org.bouncycastle.bcpg.SymmetricKeyEncSessionPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.operator.bc.BcPBEDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/**
 * The packets for passphrases that go with AEAD, versions 5 (draft-koch-librepgp, 5.3) and 6 (RFC 9580, 5.3.2): the session key
 * is encrypted with a tag, and the packet's cipher is the message's too.
 */
final class AeadPassphrase {
    private static final int TAG = 16;

    private AeadPassphrase() {
    }

    /**
     * What a packet gives.
     *
     * @param own what the passphrase was derived to
     * @return null if the passphrase is wrong
     */
    static SessionKey sessionKey(PassphrasePacket packet, SessionKey own) {
        int tagAt = packet.encryptedKey().length - TAG;
        if (tagAt != packet.cipher().keySize()) {
            return null;
        }
        byte[] encrypted = Arrays.copyOf(packet.encryptedKey(), tagAt);
        byte[] tag = Arrays.copyOfRange(packet.encryptedKey(), tagAt, tagAt + TAG);
        S2K unused = S2K.simpleS2K(packet.s2k().hash());
        SymmetricKeyEncSessionPacket parsed = packet.version() == PassphrasePacket.VERSION_5
                ? SymmetricKeyEncSessionPacket.createV5Packet(packet.cipher().id(), packet.mode(), packet.vector(),
                unused, encrypted, tag)
                : SymmetricKeyEncSessionPacket.createV6Packet(packet.cipher().id(), packet.mode(), packet.vector(),
                unused, encrypted, tag);
        try {
            byte[] key = new BcPBEDataDecryptorFactory(new char[0], new BcPGPDigestCalculatorProvider())
                    .recoverAEADEncryptedSessionData(parsed, own.key());
            return key.length == packet.cipher().keySize() ? new SessionKey(packet.cipher(), key) : null;
        } catch (PGPException | RuntimeException e) {
            return null; // the tag is wrong, so the passphrase is
        }
    }
}
