package org.bactrian.route;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.NewSet;
import org.bactrian.chain.BackupPlan;
import org.bactrian.chain.archive.RunFiles;
import org.bactrian.request.BackupRequest;

/**
 * Decides on full or increment and on the time of the new set (spec 7.8). The property {@link #INCREMENT} is true for an
 * increment, for the route to check the chain first.
 */
public final class Plan implements Processor {
    /** Exchange property: whether the new set is an increment. */
    public static final String INCREMENT = "BactrianIncrement";

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        BackupRequest request = Run.request(exchange, BackupRequest.class);
        BackupRequest.ChainOptions chain = request.chain();
        // the time that the lease gives the set, so that whoever takes it over knows what a dead run has left
        Instant now = run.lease().flatMap(lease -> lease.record().set()).orElseGet(() -> time(exchange, request));
        BackupPlan plan = BackupPlan.of(run.sets(), mode(run, request), Optional.ofNullable(chain.fullIfOlderThan()), now);
        plan.messages().forEach(run.log()::notice);
        exchange.setProperty(INCREMENT, !plan.isFull());
        RunFiles files = run.target().dryRun() ? run.archive().scratchFiles() : run.archive().runFiles();
        run.newSet(new NewSet(plan.set(), Run.clock(exchange).instant(), files, List.of()));
    }

    /** What time a set begun now has. */
    static Instant time(Exchange exchange, BackupRequest request) {
        Instant asked = request.chain().now();
        return (asked == null ? Run.clock(exchange).instant() : asked).truncatedTo(ChronoUnit.SECONDS);
    }

    private static BackupPlan.Mode mode(Run run, BackupRequest request) {
        int most = request.chain().fullIfIncrements();
        boolean enough = most > 0 && request.mode() != BackupRequest.Mode.FULL
                && run.sets().active().filter(active -> active.chain().increments().size() >= most).isPresent();
        if (enough) {
            run.log().notice("Latest chain has too many incrementals, forcing full backup");
            return BackupPlan.Mode.FULL;
        }
        return switch (request.mode()) {
            case AUTO -> BackupPlan.Mode.AUTOMATIC;
            case FULL -> BackupPlan.Mode.FULL;
            // where the old chain's copies cannot be opened with the new keys, there is no chain to add to
            case INCREMENTAL -> request.chain().rotateKeys() ? BackupPlan.Mode.AUTOMATIC : BackupPlan.Mode.INCREMENTAL;
        };
    }
}
