package org.bactrian.route;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.NewSet;
import org.bactrian.chain.SetId;
import org.bactrian.request.BackupRequest;

/** Decides on full or increment and on the time of the new set (spec 7.8). */
public final class Plan implements Processor {
    private Clock clock = Clock.systemUTC();

    /** Another clock than the system's, for tests. */
    public void setClock(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        BackupRequest request = Run.request(exchange, BackupRequest.class);
        Instant now = request.chain().now() == null ? clock.instant() : request.chain().now();
        boolean full = request.mode() == BackupRequest.Mode.FULL || run.sets().active().isEmpty();
        if (full && request.mode() == BackupRequest.Mode.AUTO) {
            run.log().notice("No signatures found, switching to full backup.");
        }
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        SetId id = full ? SetId.full(second) : SetId.increment(run.sets().active().orElseThrow().chain().end(), second);
        run.newSet(new NewSet(id, clock.instant()));
    }
}
