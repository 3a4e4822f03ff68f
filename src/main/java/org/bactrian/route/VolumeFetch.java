package org.bactrian.route;

import java.io.InputStream;
import java.util.HashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.DefaultExchange;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.SetObject;

/** Brings volumes by the route {@code direct:fetch} when they are needed: compared with their hash, their integrity proven. */
final class VolumeFetch {
    private final Exchange parent;
    private final ProducerTemplate template;

    /** @param parent its properties and headers, the target's URL among them, are those of the fetching exchanges */
    VolumeFetch(Exchange parent) {
        this.parent = new DefaultExchange(parent.getContext());
        this.parent.getProperties().putAll(parent.getProperties());
        this.parent.getMessage().setHeaders(new HashMap<>(parent.getMessage().getHeaders()));
        this.template = parent.getContext().createProducerTemplate();
    }

    /**
     * Opens one.
     *
     * @param read grows with the bytes that come
     * @throws org.bactrian.error.BactrianException if it cannot be had whole
     */
    InputStream open(SetObject volume, Manifest.Volume described, LongAdder read) {
        Run run = Run.of(parent);
        run.checkStop();
        Exchange exchange = new DefaultExchange(parent.getContext(), ExchangePattern.InOut);
        exchange.getProperties().putAll(parent.getProperties());
        exchange.getMessage().setHeaders(new HashMap<>(parent.getMessage().getHeaders()));
        run.addressStored(exchange, volume.text(), volume.name().packing());
        exchange.setProperty(SpoolObject.READ, read);
        CheckHash.expect(exchange, described);
        template.send("direct:fetch", exchange);
        if (exchange.getException() != null) {
            throw Failures.of(exchange.getException());
        }
        return exchange.getMessage().getBody(InputStream.class);
    }
}
