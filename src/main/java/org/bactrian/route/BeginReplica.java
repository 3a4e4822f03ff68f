package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.request.ReplicateRequest;

/**
 * Begins to copy the set in the body. The body becomes the names of what the other target has of it, from an attempt that broke off:
 * it has to go, for sealed in another way it would be there twice, under two names.
 */
public final class BeginReplica implements Processor {
    @Override
    public void process(Exchange exchange) {
        Replica replica = exchange.getMessage().getBody(Replica.class);
        replica.on(exchange);
        OpenTarget.address(exchange, Run.request(exchange, ReplicateRequest.class).to(), true);
        exchange.getMessage().setBody(replica.leftovers());
    }
}
