package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetObject;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.pgp.KeySet;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.seal.Spool;
import org.bactrian.store.StoreHeaders;

/**
 * Compares what the sealed manifest in the body, of the set an increment builds on, is encrypted for with what this run
 * encrypts for. With recipients that is all that can be done on a host that has only the public keys, and enough: the
 * manifest is not opened then. The property {@link #OPEN} says whether it is to be opened.
 */
public final class CompareKeys implements Processor {
    /** Exchange property: whether the manifest is to be opened. */
    public static final String OPEN = "BactrianOpenManifest";

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        Spool manifest = exchange.getMessage().getBody(Spool.class);
        boolean encrypted = "openpgp".equals(exchange.getMessage().getHeader(Run.FORM));
        KeySet ours = encrypted && run.seals().sealing() instanceof PgpSeal seal ? seal.keySet() : null;
        boolean recipients = ours != null && ours.passphrases() == 0;
        exchange.setProperty(OPEN, !recipients);
        if (!recipients) {
            SetObject object = run.sets().active().orElseThrow().chain().last().manifest().orElseThrow();
            run.addressStored(exchange, object.text(), object.name().packing());
        } else {
            try (manifest) {
                requireSame(KeySet.of(manifest), ours, exchange.getMessage().getHeader(StoreHeaders.OBJECT, String.class));
            }
            exchange.getMessage().setBody(null);
        }
    }

    private static void requireSame(KeySet chain, KeySet ours, String object) {
        if (!chain.equals(ours)) {
            throw new BactrianException(ErrorKind.USER_ERROR, object + " is sealed for " + chain
                    + ", but this run would seal for " + ours, "Give the keys of the chain, or begin a new chain with full");
        }
    }
}
