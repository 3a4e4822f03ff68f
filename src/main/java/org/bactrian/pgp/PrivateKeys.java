package org.bactrian.pgp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;

/**
 * Private keys, unlocked once and kept, as unlocking is slow on purpose; and, where there is no other way, gpg.
 * Thread-safe.
 */
final class PrivateKeys {
    private final Keys keys;
    private final List<Passphrase> passphrases;
    private final Map<Long, PGPPrivateKey> unlocked = new HashMap<>();

    /** @param passphrases tried in turn on locked keys; if there are none, gpg-agent is expected to know */
    PrivateKeys(Keys keys, List<Passphrase> passphrases) {
        this.keys = keys;
        this.passphrases = passphrases;
    }

    /** A way to use a key: the key, or else gpg. */
    record Way(PGPPrivateKey key, GpgProgram gpg) {
    }

    /**
     * How to use a key's secret part.
     *
     * @param problems takes why there is no way, in words
     */
    Optional<Way> wayTo(PGPPublicKey key, List<String> problems) {
        synchronized (unlocked) {
            PGPPrivateKey known = unlocked.get(key.getKeyID());
            if (known != null) {
                return Optional.of(new Way(known, null));
            }
            Optional<SecretPart> part = keys.secretPart(key);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            if (part.get().isElsewhere() || part.get().isLocked() && passphrases.isEmpty()) {
                return byGpg(key, problems);
            }
            return unlock(key, part.get(), problems);
        }
    }

    /** The session keys that a message's packets for recipients give. */
    List<SessionKey> sessionKeys(List<RecipientPacket> recipients, SessionKeys.Start start, List<String> problems)
            throws IOException {
        List<SessionKey> found = new ArrayList<>();
        for (RecipientPacket recipient : recipients) {
            for (PGPPublicKey key : candidates(recipient)) {
                Optional<Way> way = wayTo(key, problems);
                if (way.isPresent()) {
                    SessionKey session = way.get().key() != null ? recipient.decrypt(way.get().key())
                            : way.get().gpg().sessionKey(start.bytes());
                    if (session != null) {
                        found.add(session);
                    }
                }
            }
        }
        return found;
    }

    private List<PGPPublicKey> candidates(RecipientPacket recipient) {
        if (recipient.keyId() == 0) {
            return keys.withSecretPart(recipient.algorithm());
        }
        Optional<PGPPublicKeyRing> ring = keys.withKey(recipient.keyId());
        return ring.isEmpty() ? List.of() : List.of(ring.get().getPublicKey(recipient.keyId()));
    }

    private Optional<Way> unlock(PGPPublicKey key, SecretPart part, List<String> problems) {
        for (Passphrase passphrase : passphrases.isEmpty() ? List.of(Passphrase.of("")) : passphrases) {
            Optional<PGPPrivateKey> found = part.unlock(passphrase);
            if (found.isPresent()) {
                unlocked.put(key.getKeyID(), found.get());
                return Optional.of(new Way(found.get(), null));
            }
        }
        problems.add("wrong passphrase for the secret key " + hex(key.getKeyID()));
        return Optional.empty();
    }

    private Optional<Way> byGpg(PGPPublicKey key, List<String> problems) {
        Optional<GpgProgram> gpg = keys.gpg();
        if (gpg.isEmpty()) {
            problems.add("no passphrase for the secret key " + hex(key.getKeyID()));
        }
        return gpg.map(program -> new Way(null, program));
    }

    /** A key id as people write it. */
    static String hex(long keyId) {
        return String.format("%016X", keyId);
    }
}
