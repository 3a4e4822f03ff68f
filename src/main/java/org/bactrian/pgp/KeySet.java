package org.bactrian.pgp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.bactrian.seal.DamageNamed;
import org.bactrian.seal.SealedInput;

/**
 * What an object is encrypted for, as can be told without decrypting it.
 *
 * @param passphrases how many passphrases open it
 * @param keyIds      of the recipients' encryption keys, 16 hex digits each
 * @param hidden      how many recipients are hidden
 */
public record KeySet(int passphrases, TreeSet<String> keyIds, int hidden) {
    /** Of what is not encrypted. */
    public static final KeySet NONE = new KeySet(0, new TreeSet<>(), 0);

    /** Reads the first packets of an object; SEAL_FAILED if it is not encrypted. */
    public static KeySet of(SealedInput sealed) throws IOException {
        return DamageNamed.read(sealed, "OpenPGP", source -> {
            Envelope envelope = Envelope.read(source);
            return of(envelope.passphrases().size(), envelope.recipients().stream().map(RecipientPacket::keyId)
                    .toList());
        });
    }

    static KeySet of(int passphrases, List<Long> keyIds) {
        TreeSet<String> known = new TreeSet<>();
        keyIds.stream().filter(id -> id != 0).forEach(id -> known.add(PrivateKeys.hex(id)));
        return new KeySet(passphrases, known, (int) keyIds.stream().filter(id -> id == 0).count());
    }

    /** In words: "a passphrase", "the keys 0123… and 4567… and 1 hidden key". */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (passphrases > 0) {
            parts.add(passphrases == 1 ? "a passphrase" : passphrases + " passphrases");
        }
        if (!keyIds.isEmpty()) {
            parts.add((keyIds.size() == 1 ? "the key " : "the keys ") + String.join(", ", keyIds));
        }
        if (hidden > 0) {
            parts.add(hidden == 1 ? "1 hidden key" : hidden + " hidden keys");
        }
        return parts.isEmpty() ? "nobody, in the clear" : String.join(" and ", parts);
    }
}
