package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.NameStyle;
import org.bactrian.chain.Packing;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.pgp.KeySet;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.request.CheckRequest;
import org.bactrian.seal.SealedInput;

/** What the steps of a repair have in common. Plain functions. */
final class Repairs {
    private Repairs() {
    }

    /** Whether the run is to act, not only to say what it would do. */
    static boolean acts(Exchange exchange) {
        CheckRequest request = Run.request(exchange, CheckRequest.class);
        return request.target().force() && !request.target().dryRun();
    }

    /** How a new object of a set is packed: encrypted as its volumes are, else as this run packs; a manifest is never gzipped. */
    static Packing packing(Run run, BackupSet set, boolean manifest) {
        if (set.isEncrypted()) {
            return Packing.OPENPGP;
        }
        return manifest || run.packing() == Packing.PLAIN ? Packing.PLAIN : Packing.GZIP;
    }

    /** How the names of a set's objects are spelt, which may be otherwise than this run would spell new ones. */
    static NameScheme namesLike(BackupSet set, NameScheme names) {
        return set.objects().stream().findFirst().map(object -> {
            for (NameStyle style : NameStyle.values()) {
                NameScheme spelt = new NameScheme(style, names.timeSeparator(), names.prefixes(), names.zone());
                if (spelt.format(object.name()).equals(object.text())) {
                    return spelt;
                }
            }
            return names;
        }).orElse(names);
    }

    /**
     * Sees to it that what is made for a set is sealed as the set is.
     *
     * @throws BactrianException USER_ERROR if this run seals otherwise
     */
    static void requireSameForm(Run run, BackupSet set) {
        if (set.isEncrypted() != (run.packing() == Packing.OPENPGP)) {
            throw new BactrianException(ErrorKind.USER_ERROR, "the " + set.id() + " is " + (set.isEncrypted() ? "" : "not ")
                    + "encrypted, and this run would seal otherwise", "Give the options that the backup was made with");
        }
    }

    /**
     * The same of the keys: one chain has one key set.
     *
     * @param sealed an object of the set
     */
    static void requireSameKeys(Run run, SealedInput sealed, String object) throws IOException {
        if (run.packing() == Packing.OPENPGP && run.seals().sealing() instanceof PgpSeal seal
                && !KeySet.of(sealed).equals(seal.keySet())) {
            throw new BactrianException(ErrorKind.USER_ERROR, object + " is sealed for " + KeySet.of(sealed)
                    + ", but this run would seal for " + seal.keySet(), "Give the keys that the backup was made with");
        }
    }
}
