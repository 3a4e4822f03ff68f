package org.bactrian.route;

import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.request.ValidateRequest;
import org.bactrian.store.StoreHeaders;
import org.bactrian.store.check.CheckResult;

/**
 * Begins the proof of a target: addresses its store, says whether that has checks of its own, and has each result told as it
 * comes. No archive directory is touched.
 */
public final class BeginValidation implements Processor {
    private static final String OWN_CHECKS = "BactrianOwnChecks";

    @Override
    public void process(Exchange exchange) {
        ValidateRequest request = Run.request(exchange, ValidateRequest.class);
        OpenTarget.address(exchange, request.target(), false);
        String own = "direct://" + request.target().target().scheme() + "-validate";
        exchange.setProperty(OWN_CHECKS, exchange.getContext().getRoutes().stream()
                .anyMatch(route -> route.getEndpoint().getEndpointUri().equals(own)));
        ValidationTable table = new ValidationTable(Run.log(exchange), request.json());
        Consumer<CheckResult> listener = result -> {
            table.add(result);
            Run.checkStop(exchange);
        };
        exchange.setProperty(ValidationTable.PROPERTY, table);
        exchange.setProperty(StoreHeaders.CHECKS, listener);
    }
}
