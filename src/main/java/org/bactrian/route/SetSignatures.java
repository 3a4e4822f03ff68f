package org.bactrian.route;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.backup.NewSet;
import org.bactrian.seal.Sealable;

/** The body becomes the signatures of what is in the set's volumes, to be sealed. */
public final class SetSignatures implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        NewSet set = run.newSet();
        set.counters().statistics().end(Run.clock(exchange).instant());
        set.finishReading();
        Path file = set.records().signatureFile();
        exchange.getMessage().setBody((Sealable) (plain, sealedLength) -> {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
                in.transferTo(plain);
            }
        });
        run.addressNew(exchange, run.names().format(set.id().signatures(run.packing())), run.packing());
    }
}
