package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.ManifestReader;
import org.bactrian.store.StoreHeaders;

/** Reads the opened manifest in the body; the body becomes the objects of its set, to be copied in that order. */
public final class ReadOriginal implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Replica replica = Replica.of(exchange);
        try (InputStream clear = exchange.getMessage().getBody(InputStream.class)) {
            replica.manifest(ManifestReader.read(clear, exchange.getMessage().getHeader(StoreHeaders.OBJECT, String.class),
                    replica.id()));
        }
        exchange.getMessage().setBody(replica.objects());
    }
}
