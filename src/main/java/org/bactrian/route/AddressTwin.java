package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetObject;

/** Says that the next steps are to fetch and open the object in the body, one of the {@link Twins}. */
public final class AddressTwin implements Processor {
    /** Exchange property: the {@link SetObject}. */
    static final String TWIN = "BactrianTwin";

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        run.checkStop();
        SetObject object = exchange.getMessage().getBody(SetObject.class);
        exchange.setProperty(TWIN, object);
        exchange.removeProperty("CamelStreamCacheUnitOfWork");
        run.addressStored(exchange, object.text(), object.name().packing());
        CheckHash.expect(exchange, null);
    }
}
