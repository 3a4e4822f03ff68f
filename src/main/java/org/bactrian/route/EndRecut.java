package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** All volumes of the copy are stored; the body becomes what else there is to copy, the manifest last. */
public final class EndRecut implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Replica replica = Replica.of(exchange);
        replica.endRecut();
        exchange.getMessage().setBody(replica.metadata());
    }
}
