package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.archive.CopyNotes;

/** Notes what the copies in the archive directory are now, for later runs to know if they are others then. */
public final class NoteCopies implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        if (!run.target().dryRun()) {
            CopyNotes.read(run.archive(), run.names()).noteAll(run.archive().names());
        }
    }
}
