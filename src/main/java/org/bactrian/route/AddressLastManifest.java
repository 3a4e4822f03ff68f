package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetObject;

/** Says that the next steps are to bring the manifest of the set that the increment builds on; nothing to open it with yet. */
public final class AddressLastManifest implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        SetObject manifest = run.sets().active().orElseThrow().chain().last().manifest().orElseThrow();
        Run.address(exchange, manifest.text(), manifest.name().packing());
    }
}
