package org.bactrian.pgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys that one passphrase gives. Hashing a passphrase is slow on purpose, so what was derived is kept: all objects
 * of one run share their salt. Thread-safe.
 */
final class PassphraseKeys {
    private static final int KEPT = 64;

    private final Passphrase passphrase;
    /** By the S2K in packet form and the size; a record as key would take a tenth of a second at its first use. */
    private final Map<ByteBuffer, byte[]> derived = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, byte[]> eldest) {
            return size() > KEPT;
        }
    };

    PassphraseKeys(Passphrase passphrase) {
        this.passphrase = passphrase;
    }

    /** The key itself; not to be changed. */
    byte[] derive(S2k s2k, CipherAlgorithm cipher) {
        synchronized (derived) {
            byte[] form = s2k.toBytes();
            ByteBuffer wanted = ByteBuffer.allocate(form.length + 1).put(form).put((byte) cipher.keySize()).flip();
            byte[] known = derived.get(wanted);
            if (known == null) {
                known = s2k.derive(passphrase, cipher.keySize());
                derived.put(wanted, known);
            }
            return known;
        }
    }

    /** What the packet gives with this passphrase; null if that cannot be a session key, so the passphrase is wrong. */
    SessionKey sessionKey(PassphrasePacket packet) throws IOException {
        SessionKey own = new SessionKey(packet.cipher(), derive(packet.s2k(), packet.cipher()));
        if (packet.version() != PassphrasePacket.VERSION_4) {
            return AeadPassphrase.sessionKey(packet, own);
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
}
