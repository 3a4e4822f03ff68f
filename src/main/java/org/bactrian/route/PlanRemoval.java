package org.bactrian.route;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.Leftovers;
import org.bactrian.chain.archive.Journal;
import org.bactrian.chain.retention.Pruning;
import org.bactrian.chain.retention.Retention;
import org.bactrian.chain.retention.RetentionPlan;
import org.bactrian.request.RemoveRequest;

/** Decides what a command removes (spec 7.7). The body becomes the names of the objects, in the order in which they may go. */
public final class PlanRemoval implements Processor {
    /** Exchange property: the {@link RetentionPlan}. */
    static final String PLAN = "BactrianRemoval";

    private final ZoneId zone = ZoneId.systemDefault();

    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        RemoveRequest request = Run.request(exchange, RemoveRequest.class);
        Retention retention = new Retention(run.sets(), run.archive().names(), run.names(), zone);
        RetentionPlan plan = switch (request.rule()) {
            case CLEANUP -> retention.cleanup(new Leftovers(run.sets(), run.archive().names(), run.names(),
                    Journal.read(run.archive().runFiles().journal()).map(journal -> journal.begin().set())));
            case OLDER_THAN -> retention.removeOlderThan(request.time());
            case ALL_BUT_N_FULL -> retention.removeAllButNFull(request.count());
            case ALL_INCREMENTS_OF_BUT_N_FULL -> retention.removeAllIncOfButNFull(request.count());
            case KEEP -> keep(exchange, run, request);
        };
        exchange.setProperty(PLAN, plan);
        exchange.getMessage().setBody(plan.objects());
    }

    private RetentionPlan keep(Exchange exchange, Run run, RemoveRequest request) {
        Instant now = request.time() == null ? Run.clock(exchange).instant() : request.time();
        return new Pruning(run.sets(), now, zone).plan(request.keep(), run.archive().names(), run.names());
    }
}
