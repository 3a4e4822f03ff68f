package org.bactrian.route;

import java.io.IOException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.archive.RemovalNote;

/** Before the object whose name is the body is deleted: if a set begins to go with it, that is noted, for the run after a broken one. */
public final class NoteRemoval implements Processor {
    @Override
    public void process(Exchange exchange) throws IOException {
        Run run = Run.of(exchange);
        RemovalNote.read(run.archive(), run.names()).beforeDeletion(exchange.getMessage().getBody(String.class));
    }
}
