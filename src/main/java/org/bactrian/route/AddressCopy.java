package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.archive.SyncPlan;

/** Says which object the copy in the body is of, so that the next steps fetch and open it. */
public final class AddressCopy implements Processor {
    static final String COPY = "BactrianCopy";

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        SyncPlan.Copy copy = exchange.getMessage().getBody(SyncPlan.Copy.class);
        if (!run.target().dryRun()) {
            run.log().notice(SyncPlan.copyLine(copy));
        }
        exchange.setProperty(COPY, copy);
        run.addressStored(exchange, copy.from().text(), copy.from().name().packing());
    }
}
