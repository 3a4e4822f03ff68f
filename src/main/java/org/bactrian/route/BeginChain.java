package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** The planned increment becomes a full of the same time, for it turned out that it cannot join the chain. */
public final class BeginChain implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        run.newSet(run.newSet().asFull());
        exchange.setProperty(Plan.INCREMENT, false);
    }
}
