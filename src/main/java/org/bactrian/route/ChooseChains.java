package org.bactrian.route;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.request.CheckRequest;

/** The body becomes the chains to replay: all of them if the check reads everything, else none. */
public final class ChooseChains implements Processor {
    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().setBody(Run.request(exchange, CheckRequest.class).isReplay() ? Run.of(exchange).sets().chains() : List.of());
    }
}
