package org.bactrian.testkit;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.ProgressSource;
import org.bactrian.log.RunLog;
import org.bactrian.route.RunProperties;
import org.bactrian.route.Runtime;
import org.bactrian.seal.SealProvider;

/**
 * The product on its shipped {@code routes/} and {@code config/}, in this process: started once, then asked as often as one
 * likes, by several threads too. Steps of a store are tried twice, without a pause.
 */
public final class Program implements AutoCloseable {
    private static final Path ROUTES = Path.of("routes");
    private static final Path CONFIG = Path.of("config");
    /** Whether all is to be done by one thread, as with {@code --concurrency 0} on one processor: {@code -Dbactrian.test.single=true}. */
    static final boolean SINGLE = Boolean.getBoolean("bactrian.test.single");
    private static final Logger QUIET = Logger.getLogger("org.apache.camel");

    private final Runtime runtime;
    private volatile Clock clock;

    /**
     * What became of one request.
     *
     * @param exitCode what the process would end with
     * @param lines    what it said, of any level
     * @param body     the text it ended with; empty if there is none
     * @param failure  what ended it; null if it came to its end
     * @param differences how many entries a verification found to differ
     * @param entryErrors how many entries could not be read, written or compared
     */
    public record Result(int exitCode, List<String> lines, String body, BactrianException failure, int differences,
            int entryErrors) {
        /** All lines, and the failure's message and guidance. */
        public String text() {
            return String.join("\n", lines) + (failure == null ? "" : "\n" + failure.getMessage() + "\n" + failure.guidance());
        }

        /** Itself. @throws AssertionError if the exit code is not 0 */
        public Result expectSuccess() {
            if (exitCode != 0) {
                throw new AssertionError("exit " + exitCode + ": " + text(), failure);
            }
            return this;
        }
    }

    private Program(Runtime runtime) {
        this.runtime = runtime;
    }

    /** Starts it. */
    public static Program start() {
        return start(Map.of());
    }

    /** Starts it with beans that the routes can refer to. */
    public static Program start(Map<String, Object> beans) {
        return start(beans, Map.of());
    }

    /** Starts it with settings that override those of the configuration. */
    public static Program start(Map<String, Object> beans, Map<String, String> more) {
        QUIET.setLevel(Level.SEVERE);
        Properties settings = new Properties();
        settings.setProperty(RunProperties.RETRIES, "1");
        settings.setProperty(RunProperties.RETRY_DELAY, "1");
        if (SINGLE) {
            settings.setProperty(RunProperties.VOLUMES_IN_FLIGHT, "2"); // the one being made is the other
            settings.setProperty(RunProperties.VOLUMES_IN_FLIGHT_MAX, "2");
            settings.setProperty(RunProperties.VOLUMES_AHEAD, "0");
            settings.setProperty(RunProperties.TREE_THREADS, "1");
        }
        settings.putAll(more);
        return new Program(new Runtime(ROUTES, CONFIG, settings, beans).start());
    }

    /** What time it is from now on; null for the system's. */
    public void setClock(Clock clock) {
        this.clock = clock;
    }

    /** A target to make requests about. */
    public Backups at(String url, Path archiveDir) {
        return new Backups(this, url, archiveDir);
    }

    /** The routes' context, to look into or to change them. */
    public CamelContext context() {
        return runtime.context();
    }

    /** Sends one request to a route. */
    public Result send(String route, Object request, SealProvider seals) {
        return send(route, request, seals, line -> { }, source -> { });
    }

    /**
     * As the other; what the run says goes to the listener at once, on the thread that says it, and its progress to the follower. Several threads
     * say something, but one at a time, so that a listener may remember things as if there were one.
     */
    Result send(String route, Object request, SealProvider seals, Consumer<String> listener, Consumer<ProgressSource> follower) {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        RunLog log = (level, code, extra, text) -> {
            synchronized (lines) {
                lines.add(text);
                listener.accept(text);
            }
        };
        Exchange[] sent = new Exchange[1];
        try {
            runtime.send(route, prepared -> {
                sent[0] = prepared;
                prepared.setProperty(RunProperties.REQUEST, request);
                prepared.setProperty(RunProperties.LOG, log);
                prepared.setProperty(RunProperties.SEAL_PROVIDER, seals);
                prepared.setProperty(RunProperties.PROGRESS, follower);
                prepared.setProperty(RunProperties.CLOCK, clock);
            });
            return result(sent[0], lines, null);
        } catch (BactrianException e) {
            return result(sent[0], lines, e);
        }
    }

    private static Result result(Exchange exchange, List<String> lines, BactrianException failure) {
        int differences = exchange.getProperty(RunProperties.DIFFERENCES, 0, Integer.class);
        int errors = exchange.getProperty(RunProperties.ENTRY_ERRORS, 0, Integer.class);
        int exitCode = failure != null ? failure.exitCode() : errors > 0 ? ErrorKind.ENTRIES_LEFT_OUT.exitCode()
                : differences > 0 ? ErrorKind.GENERAL.exitCode() : 0;
        String body = failure == null && exchange.getMessage().getBody() instanceof String text ? text : "";
        return new Result(exitCode, List.copyOf(lines), body, failure, differences, errors);
    }

    @Override
    public void close() {
        runtime.close();
    }
}
