package org.bactrian.job;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** What was caught is the run's failure; the run goes on to its end. */
public final class NoteFailure implements Processor {
    @Override
    public void process(Exchange exchange) {
        JobRun.of(exchange).fail(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class));
    }
}
