package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetObject;

/** A manifest could not be read or opened, so that its set's signer stays unknown; which is no reason not to show the rest. */
public final class MissSigner implements Processor {
    @Override
    public void process(Exchange exchange) {
        SetObject manifest = exchange.getProperty(AddressManifest.MANIFEST, SetObject.class);
        Signatures.of(exchange).miss(manifest, Failures.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
        exchange.getMessage().setBody(null);
    }
}
