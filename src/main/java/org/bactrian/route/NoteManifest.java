package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.bactrian.chain.archive.Journal;
import org.bactrian.store.StoreHeaders;

/** Writes to the journal that all of the set is stored but the sealed manifest in the body, and what that looks like. */
public final class NoteManifest implements Processor {
    @Override
    public void process(Exchange exchange) {
        Message message = exchange.getMessage();
        Run.of(exchange).newSet().journal().manifest(new Journal.SealedManifest(message.getHeader(StoreHeaders.OBJECT, String.class),
                message.getHeader(StoreHeaders.MD5, String.class), message.getHeader(StoreHeaders.LENGTH, Long.class)));
    }
}
