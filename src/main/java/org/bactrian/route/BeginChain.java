package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.NewSet;
import org.bactrian.chain.SetId;

/** The planned increment becomes a full of the same time, for it turned out that it cannot join the chain. */
public final class BeginChain implements Processor {
    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        NewSet planned = run.newSet();
        run.newSet(new NewSet(SetId.full(planned.id().time()), planned.started()));
        exchange.setProperty(Plan.INCREMENT, false);
    }
}
