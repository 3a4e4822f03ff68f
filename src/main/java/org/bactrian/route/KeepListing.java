package org.bactrian.route;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.store.StoredObject;

/** Remembers the store's listing, the body, for the steps that follow. */
public final class KeepListing implements Processor {
    @Override
    @SuppressWarnings("unchecked")
    public void process(Exchange exchange) {
        Run.of(exchange).listing((List<StoredObject>) exchange.getMessage().getBody(List.class));
    }
}
