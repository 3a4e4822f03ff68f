package org.bactrian.route;

import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.request.CheckRequest;

/** The body becomes the volumes of the set being checked that the request wants read. */
public final class ChooseVolumes implements Processor {
    @Override
    public void process(Exchange exchange) {
        CheckRequest request = Run.request(exchange, CheckRequest.class);
        // of all volumes those of a chain are read when it is replayed
        boolean wanted = request.level().compareTo(CheckRequest.Level.HASHES) >= 0 && !request.isReplay();
        exchange.getMessage().setBody(wanted ? Check.of(exchange).volumes(request) : List.of());
    }
}
