package org.bactrian.job;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** A run begins: the body, an {@link Order}, becomes the run that the steps after it share. */
public final class BeginRun implements Processor {
    @Override
    public void process(Exchange exchange) {
        Order order = exchange.getMessage().getBody(Order.class);
        JobRun run = JobBoard.of(exchange).begin(order);
        exchange.setProperty(JobRun.PROPERTY, run);
        run.log().notice("Run begins: " + order.task().word() + " (" + order.cause().word() + ")");
    }
}
