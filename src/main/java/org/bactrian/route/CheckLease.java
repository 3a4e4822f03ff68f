package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.lease.Lease;

/** Before something that cannot be undone: ends the run if it has lost its lease. */
public final class CheckLease implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run.of(exchange).lease().ifPresent(Lease::check);
    }
}
