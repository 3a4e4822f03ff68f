package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetId;

/** This run's manifest is gone from the store again: ends the run, and says for which other set. */
public final class YieldToRival implements Processor {
    @Override
    public void process(Exchange exchange) {
        throw Rivals.failure(exchange.getProperty(SettleRivals.RIVAL, SetId.class));
    }
}
