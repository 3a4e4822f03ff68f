package org.bactrian.route;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.NewSet;

/** The body becomes the signatures of what is in the set's volumes, to be sealed. */
public final class SetSignatures implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        NewSet set = run.newSet();
        set.counters().statistics().end(Run.clock(exchange).instant());
        set.finishReading();
        Path file = set.records().signatureFile();
        exchange.getMessage().setBody(new SignaturesBody(file, set::signatures));
        run.addressNew(exchange, run.names().format(set.id().signatures(run.packing())), run.packing());
    }
}
