package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.seal.Spool;
import org.bactrian.store.StoreHeaders;

/** Sees to it that this run seals for the keys for which the object in the body is sealed; the body is done with. */
public final class CompareSealing implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        try (Spool sealed = exchange.getMessage().getBody(Spool.class)) {
            Repairs.requireSameKeys(Run.of(exchange), sealed, exchange.getMessage().getHeader(StoreHeaders.OBJECT, String.class));
        }
        exchange.getMessage().setBody(null);
    }
}
