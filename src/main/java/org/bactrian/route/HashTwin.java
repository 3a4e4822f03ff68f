package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetObject;
import org.bactrian.seal.Spool;

/** Notes the hash of one of the {@link Twins}, sealed as it is in the body, which stays. */
public final class HashTwin implements Processor {
    @Override
    public void process(Exchange exchange) {
        Twins.of(exchange).hash(exchange.getProperty(AddressTwin.TWIN, SetObject.class), exchange.getMessage().getBody(Spool.class).sha1());
    }
}
