package org.bactrian.route;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.status.Statistics;

/**
 * What a backup made, for whoever sent it to its route.
 *
 * @param statistics  what it counted
 * @param volumes     of the set
 * @param chainLength sets of its chain, with it
 */
public record MadeSet(Statistics statistics, int volumes, int chainLength) {
    /** Of an exchange that has passed direct:backup; empty if it made no set. */
    public static Optional<MadeSet> of(Exchange exchange) {
        Run run = exchange.getProperty(Run.PROPERTY, Run.class);
        if (run == null || run.newSet() == null) {
            return Optional.empty();
        }
        int before = run.newSet().id().isFull() ? 0 : run.sets().active().map(active -> active.chain().sets().size()).orElse(0);
        return Optional.of(new MadeSet(run.newSet().counters().statistics(), run.newSet().storedVolumes().size(), before + 1));
    }
}
