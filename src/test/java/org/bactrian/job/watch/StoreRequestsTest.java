package org.bactrian.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.bactrian.route.RunProperties;
import org.junit.jupiter.api.Test;

/** Operations of stores are counted where they are asked for, and each time one is tried again. */
class StoreRequestsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private double counted(String what, String operation) {
        return registry.get("bactrian.store." + what).tags("store", "shelf", "operation", operation).counter().count();
    }

    /** Of parts sent side by side two fail once; a listing fails for good. */
    @Test
    void requestsAndRetriesAreCounted() throws Exception {
        AtomicInteger tries = new AtomicInteger();
        Processor twiceNot = exchange -> {
            if (tries.incrementAndGet() <= 2) {
                throw new IllegalStateException("not yet");
            }
        };
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            StoreRequests requests = new StoreRequests(registry);
            context.addRoutePolicyFactory(requests);
            context.getManagementStrategy().addEventNotifier(requests);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
                    from("direct:begin").errorHandler(noErrorHandler()).split(body()).parallelProcessing()
                            .setProperty(RunProperties.SCHEME, constant("shelf")).to("direct:store-put");
                    from("direct:store-put").errorHandler(noErrorHandler()).toD("direct:shelf-put");
                    from("direct:shelf-put").process(twiceNot);
                    from("direct:shelf-list").process(exchange -> {
                        throw new IllegalStateException("never");
                    });
                }
            });
            context.start();
            context.createProducerTemplate().sendBody("direct:begin", List.of("a", "b", "c"));
            context.createProducerTemplate().send("direct:shelf-list", exchange -> exchange.setProperty(RunProperties.SCHEME, "shelf"));
        }
        assertThat(counted("requests", "put")).isEqualTo(3);
        assertThat(counted("retries", "put")).isEqualTo(2);
        assertThat(counted("requests", "list")).isEqualTo(1);
        assertThat(counted("retries", "list")).isEqualTo(3);
        assertThat(registry.find("bactrian.store.requests").tag("store", "store").counter()).isNull();
    }
}
