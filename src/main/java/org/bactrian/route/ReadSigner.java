package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetObject;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.seal.Spool;

/** Reads who signed the sealed manifest in the body. */
public final class ReadSigner implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        SetObject manifest = exchange.getProperty(AddressManifest.MANIFEST, SetObject.class);
        try (Spool sealed = exchange.getMessage().getBody(Spool.class)) {
            PgpSeal seal = (PgpSeal) Run.of(exchange).seals().openingUnasked(".gpg").orElseThrow();
            Signatures.of(exchange).read(manifest, sealed, seal);
        }
        exchange.getMessage().setBody(null);
    }
}
