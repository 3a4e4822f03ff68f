package org.bactrian.route;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.chain.SetId;
import org.bactrian.request.ProtectRequest;

/** Says what was protected, or is no longer. */
public final class SayProtection implements Processor {
    @Override
    public void process(Exchange exchange) {
        SetId set = exchange.getProperty(ChooseProtected.SET, SetId.class);
        Run.log(exchange).notice(Run.request(exchange, ProtectRequest.class).protect()
                ? "Protected the " + set + " and all it builds on." : "The " + set + " is no longer protected.");
        exchange.getMessage().setBody(null);
    }
}
