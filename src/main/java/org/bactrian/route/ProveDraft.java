package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Says that the next step is to fetch the {@link Draft} just stored, and that it has to be what was sealed. */
public final class ProveDraft implements Processor {
    @Override
    public void process(Exchange exchange) {
        Draft draft = Draft.of(exchange);
        draft.address(exchange, true);
        exchange.getMessage().setHeader(CheckHash.HASH_TYPE, "SHA1");
        exchange.getMessage().setHeader(CheckHash.HASH, draft.sha1());
        exchange.getMessage().setBody(null);
    }
}
