package org.bactrian.pgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.bcpg.S2K;
import org.bouncycastle.bcpg.SymmetricKeyEncSessionPacket;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.operator.bc.BcPBEDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;

/**
 * The keys that one passphrase gives. Hashing a passphrase is slow on purpose, so what was derived is kept: all objects
 * of one run share their salt. Thread-safe.
 */
final class PassphraseKeys {
    private static final int KEPT = 64;
    private static final int TAG = 16;

    private record Wanted(S2k s2k, int size) {
    }

    private final Passphrase passphrase;
    private final Map<Wanted, byte[]> derived = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Wanted, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    PassphraseKeys(Passphrase passphrase) {
        this.passphrase = passphrase;
    }

    /** The key itself; not to be changed. */
    byte[] derive(S2k s2k, CipherAlgorithm cipher) {
        synchronized (derived) {
            return derived.computeIfAbsent(new Wanted(s2k, cipher.keySize()), wanted ->
                    s2k.derive(passphrase, wanted.size()));
        }
    }

    /** What the packet gives with this passphrase; null if that cannot be a session key, so the passphrase is wrong. */
    SessionKey sessionKey(PassphrasePacket packet) throws IOException {
        SessionKey own = new SessionKey(packet.cipher(), derive(packet.s2k(), packet.cipher()));
        if (packet.version() != PassphrasePacket.VERSION_4) {
            return authenticated(packet, own);
        }
        if (packet.encryptedKey().length == 0) {
            return own;
        }
        byte[] iv = new byte[packet.cipher().blockSize()];
        byte[] clear = new CfbInput(new ByteArrayInputStream(packet.encryptedKey()), own, iv).readAllBytes();
        CipherAlgorithm cipher = CipherAlgorithm.of(clear[0]);
        return cipher == null || cipher.keySize() != clear.length - 1 ? null
                : new SessionKey(cipher, Arrays.copyOfRange(clear, 1, clear.length));
    }

    /** Versions 5 and 6: the packet's cipher is the message's too. */
    private static SessionKey authenticated(PassphrasePacket packet, SessionKey own) {
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
