package org.bactrian.cli;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.HasTarget;
import org.bactrian.request.ReplicateRequest;
import org.bactrian.route.EarlyContext;
import org.bactrian.route.RunProperties;
import org.bactrian.route.Runtime;
import org.bactrian.route.SelectionCheck;
import org.bactrian.swift.identity.CredentialSource;

/** Starts Camel with the routes, sends one request, stops Camel. For one use: Camel begins to come up with the construction. */
final class CamelEngine implements Engine {
    /** Bean name of the Swift account that the routes use when they name none. */
    private static final String SWIFT_ACCOUNT = "environment";

    private final EarlyContext context = new EarlyContext();
    private final Map<String, String> environment;

    /** @param environment variables that name a Swift account */
    CamelEngine(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Outcome run(Work work) {
        boolean retrying = !"0".equals(work.settings().getProperty(RunProperties.RETRIES));
        JavaLogging.install(work.log(), work.stop(), retrying, work.debugging());
        System.setProperty("java.io.tmpdir", work.settings().getProperty(RunProperties.TEMP_DIR)); // spool files go there
        try (Runtime runtime = new Runtime(work.routes(), work.config(), work.settings(), beans(work))) {
            runtime.with(context).onlyFor(work.route(), schemes(work.request())).start();
            requireRoute(runtime, work);
            Exchange exchange = runtime.send(work.route(), prepared -> {
                prepared.setProperty(RunProperties.REQUEST, work.request());
                prepared.setProperty(RunProperties.LOG, work.log());
                prepared.setProperty(RunProperties.SEAL_PROVIDER, work.seals());
                prepared.setProperty(RunProperties.PROGRESS, work.progress());
                prepared.setProperty(RunProperties.STOP, work.stop());
            });
            String text = exchange.getMessage().getBody() instanceof String said ? said : "";
            return new Outcome(text, count(exchange, RunProperties.ENTRY_ERRORS), count(exchange, RunProperties.DIFFERENCES));
        }
    }

    /** Camel would wait half a minute for it to come. */
    private static void requireRoute(Runtime runtime, Work work) {
        if (!runtime.has(work.route())) {
            throw new BactrianException(ErrorKind.USER_ERROR,
                    "The routes in " + work.routes() + " have none that begins at direct:" + work.route(),
                    "Reinstall, or add the route to the folder named with --routes or BACTRIAN_ROUTES.");
        }
    }

    private static int count(Exchange exchange, String property) {
        Integer value = exchange.getProperty(property, Integer.class);
        return value == null ? 0 : value;
    }

    /** The Swift account with the options that change it, if a target is on Swift. A password that is not set is asked for. */
    private Map<String, Object> beans(Work work) {
        if (!usesSwift(work.request())) {
            return Map.of();
        }
        SelectionCheck.check(work.request(), Clock.systemUTC(), work.route());
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(work.swift());
        return Map.of(SWIFT_ACCOUNT, new CredentialSource(variables, work.passwords()).load());
    }

    private static boolean usesSwift(Object request) {
        return schemes(request).contains("swift");
    }

    private static List<String> schemes(Object request) {
        if (request instanceof ReplicateRequest both) {
            return List.of(both.from().target().scheme(), both.to().target().scheme());
        }
        return request instanceof HasTarget one && one.target() != null ? List.of(one.target().target().scheme()) : List.of();
    }
}
