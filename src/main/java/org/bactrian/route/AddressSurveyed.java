package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetObject;

/** Says that the next steps are to fetch and open the object in the body, a manifest or signatures. */
public final class AddressSurveyed implements Processor {
    /** Exchange property: the {@link SetObject}. */
    static final String SURVEYED = "BactrianSurveyed";

    @Override
    public void process(Exchange exchange) {
        Run run = Run.of(exchange);
        run.checkStop();
        SetObject object = exchange.getMessage().getBody(SetObject.class);
        exchange.setProperty(SURVEYED, object);
        run.addressStored(exchange, object.text(), object.name().packing());
        CheckHash.expect(exchange, null);
    }
}
