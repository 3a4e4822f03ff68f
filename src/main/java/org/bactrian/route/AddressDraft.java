package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.seal.Spool;

/** The {@link Draft} has come back as it was sealed, in the body; the next step is to give it its name. */
public final class AddressDraft implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        exchange.getMessage().getBody(Spool.class).close();
        CheckHash.expect(exchange, null);
        Draft.of(exchange).address(exchange, false);
    }
}
