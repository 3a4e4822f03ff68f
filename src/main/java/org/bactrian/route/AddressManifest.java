package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetObject;

/** Says that the next steps are about the manifest in the body. */
public final class AddressManifest implements Processor {
    static final String MANIFEST = "BactrianManifest";

    @Override
    public void process(Exchange exchange) {
        SetObject manifest = exchange.getMessage().getBody(SetObject.class);
        exchange.setProperty(MANIFEST, manifest);
        Run.address(exchange, manifest.text(), manifest.name().packing());
    }
}
