package org.bactrian.route;

import java.io.IOException;
import java.time.Clock;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.bactrian.store.StoreHeaders;
import org.bactrian.store.check.CheckResult;
import org.bactrian.store.check.CheckRun;
import org.bactrian.store.check.ContractChecks;

/** Tries the five routes of the target's store as backups use them, by the endpoint that the property BactrianOperations names. */
public final class CheckContract implements Processor {
    /** Exchange property: whether the target was not there before. */
    private static final String MADE = "BactrianMade";

    @Override
    @SuppressWarnings("unchecked") // the step before has set it
    public void process(Exchange exchange) throws IOException {
        Clock clock = Run.clock(exchange);
        Consumer<CheckResult> listener = exchange.getProperty(StoreHeaders.CHECKS, Consumer.class);
        try (ProducerTemplate template = exchange.getContext().createProducerTemplate()) {
            RoutedStore store = new RoutedStore(template, exchange.getProperty(RoutedStore.ROUTE, String.class),
                    exchange.getProperty(RunProperties.SCHEME, String.class), exchange.getMessage().getHeader(StoreHeaders.TARGET, String.class));
            boolean made = new ContractChecks(store, clock, CheckRun.word(clock.millis()), CheckRun.SPEED_BYTES,
                    new CheckRun(listener)).run();
            exchange.setProperty(MADE, made);
        }
    }
}
