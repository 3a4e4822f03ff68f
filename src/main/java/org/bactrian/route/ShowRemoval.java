package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.retention.RetentionPlan;
import org.bactrian.request.RemoveRequest;

/** The body becomes what a removal says, in duplicity's words (spec 7.7); with {@code --dry-run} as if it had been done. */
public final class ShowRemoval implements Processor {
    @Override
    public void process(Exchange exchange) {
        boolean force = Run.request(exchange, RemoveRequest.class).target().force();
        RetentionPlan plan = exchange.getProperty(PlanRemoval.PLAN, RetentionPlan.class);
        exchange.getMessage().setBody(String.join("\n", plan.lines(force)) + "\n");
    }
}
