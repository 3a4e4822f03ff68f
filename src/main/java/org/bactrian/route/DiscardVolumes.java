package org.bactrian.route;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.NewSet;
import org.bactrian.backup.Volume;
import org.bactrian.backup.Volumes;

/** Produces the volumes in the body and stores none: a dry run reads what a backup reads, and counts what it counts. */
public final class DiscardVolumes implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        NewSet set = Run.of(exchange).newSet();
        Volumes volumes = exchange.getMessage().getBody(Volumes.class);
        for (Volume volume = volumes.next(); volume != null; volume = volumes.hasNext() ? volumes.next() : null) {
            volumes.started();
            volume.writeTo(OutputStream.nullOutputStream(), () -> 0);
            volumes.finished();
        }
        set.counters().statistics().end(Run.clock(exchange).instant());
        exchange.getMessage().setBody(null);
    }
}
