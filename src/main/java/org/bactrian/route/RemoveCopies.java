package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.archive.RemovalNote;
import org.bactrian.chain.retention.RetentionPlan;

/**
 * Deletes from the archive directory what belongs to removed sets. To be done after the store's part: broken off in between,
 * the copies are of nothing, which the next run sees and mends.
 */
public final class RemoveCopies implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        for (String file : exchange.getProperty(PlanRemoval.PLAN, RetentionPlan.class).localFiles()) {
            run.log().info("Deleting " + run.archive().folder().resolve(file));
            run.archive().delete(file);
        }
        RemovalNote.read(run.archive(), run.names()).discard();
    }
}
