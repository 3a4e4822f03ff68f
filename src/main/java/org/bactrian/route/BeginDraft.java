package org.bactrian.route;

import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetObject;

/** The sealed body, made anew, is to be stored under a name that nobody reads. */
public final class BeginDraft implements Processor {
    @Override
    public void process(Exchange exchange) {
        Mend mend = Mend.of(exchange);
        Optional<SetObject> old = mend.isOfManifest() ? mend.set().set().manifest() : mend.set().set().signatures();
        new Draft(exchange, old.map(SetObject::text).map(List::of).orElse(List.of())).address(exchange, true);
    }
}
