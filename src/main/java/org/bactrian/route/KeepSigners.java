package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Notes the signers that were found in the archive directory, so that they need not be read again. */
public final class KeepSigners implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Signatures.of(exchange).save(Run.of(exchange));
    }
}
