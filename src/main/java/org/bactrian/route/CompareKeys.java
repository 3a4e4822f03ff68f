package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.Packing;
import org.bactrian.chain.SetObject;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.pgp.KeySet;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.request.BackupRequest;
import org.bactrian.seal.Seal;
import org.bactrian.seal.Spool;
import org.bactrian.store.StoreHeaders;

/**
 * Compares what the sealed manifest in the body, of the set an increment builds on, is encrypted for with what this run
 * encrypts for: one chain has one key set. With recipients their key ids are compared, which needs no secret, and the
 * manifest is not opened, for a host may have only the public keys; of hidden recipients only the number is known.
 * A passphrase is tried on the manifest's first bytes. The properties say what to do next: {@link #OPEN} the manifest,
 * or, if the keys differ and the request allows it, begin a {@link #NEW_CHAIN}. If it does not, that ends the run.
 */
public final class CompareKeys implements Processor {
    /** Exchange property: whether the manifest is to be opened. */
    public static final String OPEN = "BactrianOpenManifest";
    /** Exchange property: whether a new chain is to be begun, for other keys. */
    public static final String NEW_CHAIN = "BactrianNewChain";

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        Spool manifest = exchange.getMessage().getBody(Spool.class);
        String object = exchange.getMessage().getHeader(StoreHeaders.OBJECT, String.class);
        Seal sealing = run.packing() == Packing.OPENPGP ? run.seals().sealing() : null;
        BactrianException difference = difference(manifest, object, isEncrypted(exchange), sealing);
        boolean open = difference == null && !isForRecipients(run);
        exchange.setProperty(NEW_CHAIN, difference != null);
        exchange.setProperty(OPEN, open);
        if (open) {
            SetObject stored = run.sets().active().orElseThrow().chain().last().manifest().orElseThrow();
            run.addressStored(exchange, stored.text(), stored.name().packing());
            return;
        }
        manifest.close();
        exchange.getMessage().setBody(null);
        if (difference != null) {
            allow(exchange, difference);
        }
    }

    /** Whether this run seals for keys, so that it needs no secret to do so. */
    static boolean isForRecipients(Run run) {
        return run.packing() == Packing.OPENPGP && run.seals().sealing() instanceof PgpSeal seal && seal.keySet().passphrases() == 0;
    }

    private static boolean isEncrypted(Exchange exchange) {
        return "openpgp".equals(exchange.getMessage().getHeader(Run.FORM));
    }

    /** Why the manifest's keys are not this run's; null if they are. */
    private static BactrianException difference(Spool manifest, String object, boolean encrypted, Seal sealing) throws IOException {
        KeySet chain = encrypted ? KeySet.of(manifest) : KeySet.NONE;
        KeySet ours = sealing instanceof PgpSeal seal ? seal.keySet() : encrypted && sealing != null ? chain : KeySet.NONE;
        String guidance = "Give the keys of the chain, or begin a new chain with --rotate-keys";
        if (!chain.equals(ours)) {
            return new BactrianException(ErrorKind.USER_ERROR, object + " is sealed for " + chain
                    + ", but this run would seal for " + ours, guidance);
        }
        if (ours.passphrases() > 0 && sealing instanceof PgpSeal seal && !seal.hasKeyFor(manifest)) {
            return new BactrianException(ErrorKind.SEAL_FAILED, object + ": wrong passphrase: the chain is sealed with another"
                    + " one than this run's, or this object is damaged at its beginning", guidance);
        }
        return null;
    }

    private static void allow(Exchange exchange, BactrianException difference) {
        if (!Run.request(exchange, BackupRequest.class).chain().rotateKeys()) {
            throw difference;
        }
        Run.log(exchange).notice(difference.getMessage() + "; beginning a new chain, as asked for by --rotate-keys");
    }
}
