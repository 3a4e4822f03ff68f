package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.store.StoreHeaders;

/** Says that the next step is about the object whose name is the body; ends the run here if its user wants that. */
public final class AddressRemoval implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        run.checkStop();
        String object = exchange.getMessage().getBody(String.class);
        run.log().info("Deleting " + object);
        exchange.getMessage().setHeader(StoreHeaders.OBJECT, object);
    }
}
