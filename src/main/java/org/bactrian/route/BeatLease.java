package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.lease.Lease;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The run lives. That it has lost its lease it learns at its next step; that the store cannot be reached just now means nothing as
 * long as a later sign comes in time.
 */
public final class BeatLease implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        try {
            run.lease().ifPresent(Lease::beat);
        } catch (BactrianException e) {
            if (e.kind() == ErrorKind.LEASE_LOST) {
                run.log().warning(e.getMessage());
            } else {
                run.log().info("No sign of life could be given: " + e.getMessage());
            }
        }
    }
}
