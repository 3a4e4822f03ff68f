package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.store.StoredObject;

/** Adds to the listing what the store has, by its own word, and did not list; the body is what it says of the object, or nothing. */
public final class ListUnlisted implements Processor {
    @Override
    public void process(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof StoredObject stored) {
            Run run = Run.of(exchange);
            run.log().info("The store does not list " + stored.name() + " yet, but has it");
            run.addToListing(stored);
        }
    }
}
