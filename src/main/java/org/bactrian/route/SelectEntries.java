package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.request.ReadRequest;
import org.bactrian.restore.Restorables;
import org.bactrian.restore.SelectedEntries;
import org.bactrian.source.Selector;

/** Of the entries in the body those that the selection rules take. */
public final class SelectEntries implements Processor {
    @Override
    public void process(Exchange exchange) {
        if (!Run.request(exchange, ReadRequest.class).selection().rules().isEmpty()) {
            exchange.getMessage().setBody(new SelectedEntries(exchange.getMessage().getBody(Restorables.class),
                    exchange.getProperty(CompileSelection.SELECTOR, Selector.class)));
        }
    }
}
