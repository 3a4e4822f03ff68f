package org.bactrian.route;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Route;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * Camel with the routes of a folder, started for one command and stopped after it. The routes are the product's flow;
 * this class only loads them and hands them what the command line knows: beans by name, and properties. A command whose settings are
 * {@linkplain PlainSettings plain} has a context of its own, the service and all others have Camel Main's.
 */
public final class Runtime implements AutoCloseable {
    /** Routes of the service alone; other commands do not load what they need. */
    private static final Set<String> SERVICE_ROUTES = Set.of("schedule.camel.yaml", "notify.camel.yaml");
    /** What only other programs need that have these routes in them. */
    private static final String EMBEDDED_ROUTES = "embedded.camel.yaml";

    private final Path folder;
    private final Path settings;
    private final Properties properties;
    private final Map<String, Object> beans;
    private final Set<String> excluded = new TreeSet<>(SERVICE_ROUTES);
    private NeededRoutes needed;
    private EarlyContext early;
    private Main main;
    private CamelContext context;
    private ProducerTemplate template;

    /**
     * Prepares a context; nothing is loaded yet.
     *
     * @param routes     folder of {@code *.camel.yaml} files; all of them are loaded
     * @param config     folder with {@code application.properties}
     * @param properties override those of the file
     * @param beans      what the routes may refer to by name, besides the beans they declare
     * @throws BactrianException of kind USER_ERROR if a folder is not there
     */
    public Runtime(Path routes, Path config, Properties properties, Map<String, Object> beans) {
        settings = config.resolve("application.properties");
        if (!Files.isDirectory(routes) || !Files.isReadable(settings)) {
            throw new BactrianException(ErrorKind.USER_ERROR,
                    "No routes in " + routes + ", or no settings in " + settings,
                    "Reinstall, or name the folder with --routes or BACTRIAN_ROUTES");
        }
        excluded.add(EMBEDDED_ROUTES);
        folder = routes;
        this.properties = properties;
        this.beans = beans;
    }

    /** Loads the routes of the service as well. */
    public Runtime forService() {
        excluded.removeAll(SERVICE_ROUTES);
        return this;
    }

    /**
     * Leaves out the routes that a command cannot come to ({@link NeededRoutes}).
     *
     * @param route   the command's
     * @param schemes of its targets
     */
    public Runtime onlyFor(String route, Collection<String> schemes) {
        needed = new NeededRoutes(folder, excluded, route, schemes);
        return this;
    }

    /** Takes a context that is being made instead of one of its own, where the settings allow. */
    public Runtime with(EarlyContext context) {
        early = context;
        return this;
    }

    /** Loads and starts the routes. */
    public Runtime start() {
        try {
            Optional<PlainSettings> plain = needed == null ? Optional.empty() : PlainSettings.of(settings, properties, System.getenv());
            if (plain.isPresent()) {
                startPlain(plain.get());
            } else {
                startMain();
            }
        } catch (Exception e) {
            throw Failures.of(e);
        }
        template = context.createProducerTemplate();
        return this;
    }

    private void startPlain(PlainSettings plain) throws Exception {
        EarlyContext made = early != null ? early : new EarlyContext();
        List<Resource> resources = needed.resources();
        context = made.await();
        plain.applyTo(context);
        for (Map.Entry<String, Object> bean : beans.entrySet()) {
            context.getRegistry().bind(bean.getKey(), bean.getValue());
        }
        PluginHelper.getRoutesLoader(context).loadRoutes(resources);
        context.start();
    }

    private void startMain() throws Exception {
        main = new Main();
        main.configure().withRoutesExcludePattern("**/" + String.join(",**/", excluded));
        if (needed == null) {
            main.configure().withRoutesIncludePattern("file:" + folder.toAbsolutePath() + "/*.camel.yaml");
        } else {
            main.configure().setRoutesIncludePattern(null);
            main.configure().addRoutesBuilder(needed);
        }
        main.setDefaultPropertyPlaceholderLocation("file:" + settings.toAbsolutePath());
        main.setOverrideProperties(properties);
        beans.forEach(main::bind);
        main.start();
        context = main.getCamelContext();
    }

    /** The running context. */
    public CamelContext context() {
        return context;
    }

    /** Whether there is a route that begins at {@code direct:} and that name. */
    public boolean has(String route) {
        return hasRoute(context, route);
    }

    static boolean hasRoute(CamelContext context, String name) {
        String entry = "direct://" + name;
        for (Route route : context.getRoutes()) {
            if (entry.equals(route.getEndpoint().getEndpointUri())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Sends an exchange to a route and waits for it.
     *
     * @param route    the name after {@code direct:}
     * @param prepared sets headers, properties and body
     * @return the exchange as the route left it
     * @throws BactrianException if the route failed
     */
    public Exchange send(String route, Consumer<Exchange> prepared) {
        Exchange exchange = template.send("direct:" + route, ExchangePattern.InOut, prepared::accept);
        if (exchange.getException() != null) {
            throw Failures.of(exchange.getException());
        }
        return exchange;
    }

    @Override
    public void close() {
        if (main != null) {
            main.stop();
        } else if (context != null) {
            context.stop();
        }
    }
}
