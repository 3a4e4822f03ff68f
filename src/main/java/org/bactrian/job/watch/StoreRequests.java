package org.bactrian.job.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.RoutePolicySupport;
import org.bactrian.route.RunProperties;

/**
 * Counts what is asked of stores, and how often something is tried again, by the store's scheme and the operation: whatever passes a route
 * {@code direct:SCHEME-OPERATION} of its target's scheme. For Swift one operation may be several requests of HTTP. As a bean of a context Camel finds it by
 * itself. Thread-safe.
 */
public final class StoreRequests extends EventNotifierSupport implements RoutePolicyFactory {
    /** Of a store's contract; a store only if the target's scheme is this one. */
    private static final Pattern ENTRANCE = Pattern.compile("direct:(?://)?([a-z0-9]+)-(put|get|list|stat|delete)");

    private final MeterRegistry registry;

    StoreRequests(MeterRegistry registry) {
        this.registry = registry;
        setIgnoreCamelContextEvents(true);
        setIgnoreRouteEvents(true);
        setIgnoreServiceEvents(true);
        setIgnoreStepEvents(true);
        setIgnoreExchangeCreatedEvent(true);
        setIgnoreExchangeCompletedEvent(true);
        setIgnoreExchangeSendingEvents(true);
        setIgnoreExchangeSentEvents(true);
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String id, NamedNode route) {
        boolean isEntrance = route instanceof RouteDefinition definition && ENTRANCE.matcher(definition.getEndpointUrl()).matches();
        return !isEntrance ? null : new RoutePolicySupport() {
            @Override
            public void onExchangeBegin(Route at, Exchange exchange) {
                count("bactrian.store.requests", "What stores were asked for", at, exchange);
            }
        };
    }

    @Override
    public boolean isEnabled(CamelEvent event) {
        return event instanceof CamelEvent.ExchangeRedeliveryEvent;
    }

    @Override
    public void notify(CamelEvent event) {
        Exchange exchange = ((CamelEvent.ExchangeRedeliveryEvent) event).getExchange();
        UnitOfWork work = exchange.getUnitOfWork();
        if (work != null && work.getRoute() != null) {
            count("bactrian.store.retries", "What was asked for again after a failure", work.getRoute(), exchange);
        }
    }

    private void count(String what, String help, Route route, Exchange exchange) {
        Matcher entrance = ENTRANCE.matcher(route.getEndpoint().getEndpointUri());
        if (entrance.matches() && entrance.group(1).equals(exchange.getProperty(RunProperties.SCHEME))) {
            Counter.builder(what).description(help).tags("store", entrance.group(1), "operation", entrance.group(2)).register(registry)
                    .increment();
        }
    }
}
