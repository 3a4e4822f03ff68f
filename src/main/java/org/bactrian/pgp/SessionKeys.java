package org.bactrian.pgp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds what a message may be encrypted with, from the passphrases and keys at hand. Thread-safe. */
final class SessionKeys {
    /** The first bytes of a message, read only when needed. */
    @FunctionalInterface
    interface Start {
        byte[] bytes() throws IOException;
    }

    private final List<PassphraseKeys> passphrases;
    private final PrivateKeys privateKeys;

    SessionKeys(List<PassphraseKeys> passphrases, PrivateKeys privateKeys) {
        this.passphrases = passphrases;
        this.privateKeys = privateKeys;
    }

    /**
     * All session keys that come into question, the surest first.
     *
     * @param problems takes the reasons why there are none
     */
    List<SessionKey> of(Envelope envelope, Start start, List<String> problems) throws IOException {
        List<SessionKey> found = privateKeys.sessionKeys(envelope.recipients(), start, problems);
        for (PassphrasePacket packet : envelope.passphrases()) {
            for (PassphraseKeys passphrase : passphrases) {
                SessionKey key = passphrase.sessionKey(packet);
                if (key != null) {
                    found.add(key);
                }
            }
        }
        if (envelope.passphrases().isEmpty() && envelope.recipients().isEmpty()) {
            problems.add("is encrypted neither for a key nor with a passphrase");
        } else if (envelope.passphrases().isEmpty() && problems.isEmpty()) {
            problems.add("is encrypted for " + recipients(envelope) + ", and there is no such secret key here");
        } else if (passphrases.isEmpty() && problems.isEmpty()) {
            problems.add("is encrypted with a passphrase, and none was given");
        }
        return found;
    }

    private static String recipients(Envelope envelope) {
        List<String> names = new ArrayList<>();
        for (RecipientPacket each : envelope.recipients()) {
            names.add(each.keyId() == 0 ? "a hidden key" : "the key " + PrivateKeys.hex(each.keyId()));
        }
        return String.join(" and ", names);
    }
}
