package org.bactrian.route;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.util.AntPathMatcher;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * Camel with the routes of a folder, started for one command and stopped after it. The routes are the product's flow;
 * this class only loads them and hands them what the command line knows: beans by name, and properties. A command whose settings are
 * {@linkplain PlainSettings plain} has a context of its own, the service and all others have Camel Main's.
 */
public final class Runtime implements AutoCloseable {
    /** Routes of the service alone; other commands do not load what they need. */
    private static final String SERVICE_ROUTES = "**/schedule.camel.yaml,**/notify.camel.yaml";
    /** What only other programs need that have these routes in them. */
    private static final String EMBEDDED_ROUTES = "**/embedded.camel.yaml";

    private final Path folder;
    private final Path settings;
    private final Properties properties;
    private final Map<String, Object> beans;
    private String excluded = SERVICE_ROUTES + "," + EMBEDDED_ROUTES;
    private NeededRoutes needed;
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
        folder = routes;
        this.properties = properties;
        this.beans = beans;
    }

    /** Loads the routes of the service as well. */
    public Runtime forService() {
        excluded = EMBEDDED_ROUTES;
        return this;
    }

    /**
     * Leaves out the routes that a command cannot come to ({@link NeededRoutes}).
     *
     * @param route   the command's
     * @param schemes of its targets
     */
    public Runtime onlyFor(String route, Collection<String> schemes) {
        needed = new NeededRoutes(folder, this::isExcluded, route, schemes);
        return this;
    }

    private boolean isExcluded(Path file) {
        return excluded != null && Arrays.stream(excluded.split(","))
                .anyMatch(pattern -> AntPathMatcher.INSTANCE.match(pattern, "file:" + file)); // as Camel writes it
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
        context = new DefaultCamelContext(false);
        plain.applyTo(context);
        for (Map.Entry<String, Object> bean : beans.entrySet()) {
            context.getRegistry().bind(bean.getKey(), bean.getValue());
        }
        context.build();
        context.addRoutes(needed);
        context.start();
    }

    private void startMain() throws Exception {
        main = new Main();
        main.configure().withRoutesExcludePattern(excluded);
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
