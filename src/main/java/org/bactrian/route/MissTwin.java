package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetObject;
import org.bactrian.error.BactrianException;

/** Notes why one of the {@link Twins} cannot be read; what is not the object's fault ends the repair. */
public final class MissTwin implements Processor {
    @Override
    public void process(Exchange exchange) {
        BactrianException failure = NoteDamage.ofObject(exchange);
        Twins.of(exchange).fault(exchange.getProperty(AddressTwin.TWIN, SetObject.class), failure.getMessage().replace('\n', ' '));
        exchange.getMessage().setBody(null);
    }
}
