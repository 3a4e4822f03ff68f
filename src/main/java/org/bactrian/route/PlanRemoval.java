package org.bactrian.route;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Leftovers;
import org.bactrian.chain.SetId;
import org.bactrian.chain.archive.Journal;
import org.bactrian.chain.archive.RemovalNote;
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
        Retention retention = new Retention(run.sets(), run.archive().names(), run.names(), Run.clock(exchange).instant(), zone);
        RetentionPlan plan = switch (request.rule()) {
            case CLEANUP -> retention.cleanup(new Leftovers(run.sets(), run.archive().names(), run.names(),
                    Journal.read(run.archive().runFiles().journal()).map(journal -> Set.of(journal.begin().set())).orElse(Set.of())));
            case OLDER_THAN -> retention.removeOlderThan(request.time());
            case ALL_BUT_N_FULL -> retention.removeAllButNFull(request.count());
            case ALL_INCREMENTS_OF_BUT_N_FULL -> retention.removeAllIncOfButNFull(request.count());
            case KEEP -> keep(exchange, run, request);
        };
        plan = plan.and(halfRemoved(run));
        exchange.setProperty(PLAN, plan);
        exchange.getMessage().setBody(plan.objects());
    }

    /** What a removal that did not come to its end left of its last set. */
    private static List<BackupSet> halfRemoved(Run run) throws IOException {
        Set<SetId> begun = RemovalNote.read(run.archive(), run.names()).begun();
        List<BackupSet> sets = run.sets().incomplete().stream().filter(set -> begun.contains(set.id())).toList();
        sets.forEach(set -> run.log().notice("The removal of the " + set.id() + " did not come to its end; what is left of it goes"));
        return sets;
    }

    private RetentionPlan keep(Exchange exchange, Run run, RemoveRequest request) {
        Instant now = request.time() == null ? Run.clock(exchange).instant() : request.time();
        return new Pruning(run.sets(), now, zone).plan(request.keep(), run.archive().names(), run.names());
    }
}
