package org.bactrian.route;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Packing;
import org.bactrian.chain.SetObject;
import org.bactrian.chain.archive.SignerNotes;
import org.bactrian.chain.status.SetSignature;
import org.bactrian.error.BactrianException;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.pgp.Signer;
import org.bactrian.seal.SealedInput;

/** Whose signatures the sets on the store bear, found by manifest. Made by {@link FindSigners}; used by one thread. */
final class Signatures {
    private static final String PROPERTY = "BactrianSignatures";

    private final SignerNotes notes;
    private final Map<String, SetSignature> found = new HashMap<>();

    Signatures(Exchange exchange, SignerNotes notes) {
        this.notes = notes;
        exchange.setProperty(PROPERTY, this);
    }

    /** Those of the run an exchange belongs to. */
    static Signatures of(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(PROPERTY, Signatures.class), "after the step findSigners only");
    }

    /** What is known of a manifest without reading it; null if it has to be read. */
    SetSignature known(SetObject manifest) {
        return manifest.name().packing() != Packing.OPENPGP ? SetSignature.unsigned()
                : notes.of(manifest.stored()).map(SetSignature::by).orElse(null);
    }

    void put(SetObject manifest, SetSignature signature) {
        found.put(manifest.text(), signature);
    }

    /** Reads a manifest's signature; what will be the same the next time is noted. */
    void read(SetObject manifest, SealedInput sealed, PgpSeal seal) throws IOException {
        List<Signer> signers = seal.signers(sealed);
        List<String> good = signers.stream().filter(Signer::isGood).map(Signer::fingerprint).toList();
        if (!good.isEmpty() || signers.isEmpty()) {
            notes.note(manifest.text(), manifest.stored().size(), good);
            put(manifest, SetSignature.by(good));
            return;
        }
        Signer first = signers.get(0);
        boolean unverified = first.fingerprint().isEmpty();
        put(manifest, new SetSignature(unverified ? SetSignature.State.UNVERIFIED : SetSignature.State.BAD,
                List.of(unverified ? first.keyId() : first.fingerprint()), "the key " + first.keyId() + " " + first.problem()));
    }

    /** A manifest that could not be read. */
    void miss(SetObject manifest, BactrianException failure) {
        put(manifest, SetSignature.unknown(failure.getMessage()));
    }

    void save(Run run) throws IOException {
        notes.save(run.listing());
    }

    /** That of a set, for those who show it. */
    SetSignature of(BackupSet set) {
        return set.manifest().map(manifest -> found.get(manifest.text())).orElse(SetSignature.unknown("it has no manifest"));
    }
}
