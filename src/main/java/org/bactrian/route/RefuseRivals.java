package org.bactrian.route;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.store.StoredObject;

/** Ends the run if the store's listing in the body has a set that the one to be made does not know of. */
public final class RefuseRivals implements Processor {
    @Override
    @SuppressWarnings("unchecked") // the store contract says of what
    public void process(Exchange exchange) {
        Rivals.find(Run.of(exchange), (List<StoredObject>) exchange.getMessage().getBody(List.class)).ifPresent(rival -> {
            throw Rivals.failure(rival);
        });
    }
}
