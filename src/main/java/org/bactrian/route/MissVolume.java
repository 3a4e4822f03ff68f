package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.error.BactrianException;

/** A volume is not there or cannot be read: the manifest that is made says so; what is not the object's fault ends the mend. */
public final class MissVolume implements Processor {
    @Override
    public void process(Exchange exchange) {
        if (exchange.getProperty(AddressSlot.THERE, Boolean.class)) {
            BactrianException failure = NoteDamage.ofObject(exchange);
            Run.of(exchange).log().warning(failure.getMessage());
        }
        Mend.of(exchange).rebuilt().addLost();
        exchange.getMessage().setBody(null);
    }
}
