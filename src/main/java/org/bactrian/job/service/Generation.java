package org.bactrian.job.service;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelTracingService;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.PropertyBindingSupport;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.job.EnqueueRun;
import org.bactrian.job.JobBoard;
import org.bactrian.job.JobState;
import org.bactrian.job.Order;
import org.bactrian.job.PrepareTarget;
import org.bactrian.job.Task;
import org.bactrian.job.config.Configuration;
import org.bactrian.job.config.Job;
import org.bactrian.job.config.Secret;
import org.bactrian.job.config.Trigger;
import org.bactrian.job.watch.StoreRequests;
import org.bactrian.route.Failures;
import org.bactrian.route.RunProperties;
import org.bactrian.route.Runtime;

/**
 * One state of the routes and the schedules: a Camel context with all routes, and an instance of a template for each task of a job that has
 * a schedule. Files that change make a new one; the old one loses its schedules at once and lives until its last run has ended.
 * Thread-safe.
 */
final class Generation {
    /** A run and each volume on its way need a thread of the pool; one of a run waits for the next volume. */
    private static final int THREADS_FOR_A_RUN = 3;
    private static final List<String> NEEDED = List.of("run", "run-enqueue", "notify", "backup", "verify", "restore");
    private static final String EXCLUDED = "excludePatterns";
    /** What sends to a webhook, whose URL is a secret, and would be in the spans and their errors. */
    private static final String UNTRACED = "(direct|https?)://(notify-)?(webhook|slack).*";

    private final Runtime runtime;
    private int running;
    private boolean retired;

    /**
     * Loads and starts the routes; nothing is scheduled yet.
     *
     * @param number   which one of this process, from 1; its MBeans have it in their names from the second on, for there may be two at once
     * @param requests counts what its routes ask of stores
     * @throws BactrianException if a file cannot be loaded or a route that the service needs is not there; nothing is left behind
     */
    Generation(int number, Setup setup, Configuration configuration, JobBoard board, Secret secret, StoreRequests requests) {
        Map<String, Object> beans = new HashMap<>(Map.of(JobBoard.BEAN, board, PrepareTarget.COMMANDS, setup.commands(),
                PrepareTarget.SECRETS, secret, "storeRequests", requests));
        Properties settings = settings(setup, configuration);
        settings.setProperty("camel.main.jmxManagementNamePattern", number == 1 ? "#name#" : "#name#-" + number);
        MailSettings.of(configuration.service().mail(), secret, settings, beans);
        runtime = new Runtime(setup.routes(), setup.config(), settings, beans).forService();
        boolean complete = false;
        try {
            runtime.start();
            demandRoutes(setup);
            keepSecretsOutOfTraces();
            complete = true;
        } catch (RuntimeException e) {
            throw Failures.of(e);
        } finally {
            if (!complete) {
                runtime.close();
            }
        }
    }

    private static Properties settings(Setup setup, Configuration configuration) {
        Properties settings = new Properties();
        settings.putAll(setup.settings());
        String threads = Integer.toString(1 + THREADS_FOR_A_RUN * configuration.service().parallel());
        settings.setProperty(RunProperties.VOLUMES_IN_FLIGHT, threads);
        settings.setProperty(RunProperties.VOLUMES_IN_FLIGHT_MAX, threads);
        settings.setProperty("camel.main.jmxEnabled", "true");
        return settings;
    }

    /** If a tracer was switched on, it has patterns of what it passes over. */
    private void keepSecretsOutOfTraces() {
        CamelTracingService tracer = context().hasService(CamelTracingService.class);
        if (tracer != null) {
            Object own = PluginHelper.getBeanIntrospection(context()).getOrElseProperty(tracer, EXCLUDED, null, true);
            PropertyBindingSupport.build().withCamelContext(context()).withTarget(tracer)
                    .withProperty(EXCLUDED, own == null ? UNTRACED : own + "," + UNTRACED).bind();
        }
    }

    private void demandRoutes(Setup setup) {
        for (String name : NEEDED) {
            if (context().getRoutes().stream().noneMatch(route -> route.getEndpoint().getEndpointUri().equals("direct://" + name))) {
                throw new BactrianException(ErrorKind.USER_ERROR, "The routes in " + setup.routes() + " have none that begins at direct:" + name,
                        "Add it, or bring the file back from the installation.");
            }
        }
    }

    CamelContext context() {
        return runtime.context();
    }

    /** Begins to fire what the jobs' schedules say; those of a cluster's jobs are its database's business. */
    void schedule(JobBoard board) {
        for (JobState state : board.states()) {
            for (Task task : Task.values()) {
                if (task.trigger(state.job()) != null && !state.job().isClustered()) {
                    add(state.job(), task, board);
                }
            }
        }
    }

    private void add(Job job, Task task, JobBoard board) {
        Trigger trigger = task.trigger(job);
        Map<String, Object> parameters = new HashMap<>(Map.of("job", job.name(), "task", task.word()));
        if (trigger.every() == null) {
            parameters.put("cron", trigger.cron());
            parameters.put("zone", trigger.zone().getId());
        } else {
            Instant now = board.clock().instant();
            Instant next = board.state(job.name()).next(task, now).filter(now::isBefore).orElse(now.plus(trigger.every()));
            parameters.put("every", Long.toString(trigger.every().toMillis()));
            parameters.put("delay", Long.toString(Duration.between(now, next).toMillis()));
        }
        try {
            context().addRouteFromTemplate("job-" + job.name() + "-" + task.word(), trigger.every() == null ? "by-cron" : "by-interval",
                    parameters);
        } catch (Exception e) {
            throw Failures.of(e);
        }
    }

    /** Fires nothing more, and closes when its last run has ended. */
    void retire() {
        synchronized (this) {
            retired = true;
        }
        List<String> schedules = new ArrayList<>(context().getRoutes().stream().map(Route::getRouteId).filter(id -> id.startsWith("job-")).toList());
        for (String id : schedules) {
            try {
                context().getRouteController().stopRoute(id);
            } catch (Exception e) {
                throw Failures.of(e);
            }
        }
        closeIfDone();
    }

    /** Runs an order. @return false, and nothing is done, if it is retired */
    boolean run(Order order) {
        synchronized (this) {
            if (retired) {
                return false;
            }
            running++;
        }
        try {
            runtime.send("run", exchange -> exchange.getMessage().setBody(order));
            return true;
        } finally {
            done();
        }
    }

    private void done() {
        synchronized (this) {
            running--;
        }
        closeIfDone();
    }

    /** Lines up a run by the route that does so, if this is not retired. @return the order; empty if there is none */
    Optional<Order> enqueue(String job, Task task, Order.Cause cause, Instant slot) {
        synchronized (this) {
            if (retired) {
                return Optional.empty();
            }
            running++;
        }
        try {
            return Optional.ofNullable(runtime.send("run-enqueue", exchange -> {
                exchange.setProperty(EnqueueRun.JOB, job);
                exchange.setProperty(EnqueueRun.TASK, task.word());
                exchange.setProperty(EnqueueRun.CAUSE, cause);
                exchange.setProperty(RunProperties.SLOT, slot);
            }).getMessage().getBody(Order.class));
        } finally {
            done();
        }
    }

    private void closeIfDone() {
        boolean done;
        synchronized (this) {
            done = retired && running == 0;
        }
        if (done) {
            close();
        }
    }

    /** Ends the context, whatever runs. */
    void close() {
        runtime.close();
    }
}
