package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.request.ReplicateRequest;

/** Says that the next steps of a replication are about the target that its sets come from. */
public final class AddressSource implements Processor {
    @Override
    public void process(Exchange exchange) {
        OpenTarget.address(exchange, Run.request(exchange, ReplicateRequest.class).from(), false);
    }
}
