package org.bactrian.route;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.store.StoredObject;

/**
 * Begins a repair. The body becomes the names of the drafts that one which did not come to its end has left: they are never the only
 * copy of anything.
 */
public final class BeginRepair implements Processor {
    @Override
    public void process(Exchange exchange) {
        new Repair(exchange);
        List<String> drafts = Run.of(exchange).listing().stream().map(StoredObject::name).filter(Draft::isDraft).toList();
        drafts.forEach(Run.of(exchange)::leaveOut);
        exchange.getMessage().setBody(Repairs.acts(exchange) ? drafts : List.of());
    }
}
