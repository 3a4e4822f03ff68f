package org.bactrian.swift;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.bactrian.store.StoreHeaders;

/** The routes as shipped, in a context of their own. */
public final class SwiftRoutes implements AutoCloseable {
    private final DefaultCamelContext context = new DefaultCamelContext();

    /** Starts the routes. @param account what the name {@code environment} stands for: a SwiftAccount or Credentials */
    public SwiftRoutes(Object account) throws Exception {
        this(account, true);
    }

    /** @param caching whether Camel makes streams repeatable, as it does unless it is told not to */
    public SwiftRoutes(Object account, boolean caching) throws Exception {
        context.setStreamCaching(caching);
        context.getRegistry().bind("environment", account);
        context.getPropertiesComponent().addOverrideProperty("bactrian.retry-delay", "50");
        context.getPropertiesComponent().addOverrideProperty("bactrian.retry-delay-max", "400");
        for (String file : new String[] {"errors", "store-swift"}) {
            Resource resource = PluginHelper.getResourceLoader(context).resolveResource("file:routes/" + file + ".camel.yaml");
            PluginHelper.getRoutesLoader(context).loadRoutes(resource);
        }
        context.start();
    }

    /** The context, for more beans or routes. */
    public CamelContext context() {
        return context;
    }

    /** Calls one of the five routes. */
    public Object call(String route, Object body, Map<String, Object> headers) {
        try (ProducerTemplate template = context.createProducerTemplate()) {
            return template.requestBodyAndHeaders("direct:swift-" + route, body, headers);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The headers that name an object. */
    public static Map<String, Object> object(String target, String name) {
        return Map.of(StoreHeaders.TARGET, target, StoreHeaders.OBJECT, name);
    }

    @Override
    public void close() {
        context.stop();
    }
}
