package org.bactrian.job.service;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.job.FileHistory;
import org.bactrian.job.History;
import org.bactrian.job.JobBoard;
import org.bactrian.job.JobState;
import org.bactrian.job.Order;
import org.bactrian.job.Task;
import org.bactrian.job.cluster.Cluster;
import org.bactrian.job.cluster.ClusterFile;
import org.bactrian.job.config.Configuration;
import org.bactrian.job.config.JobsFile;
import org.bactrian.job.config.Problem;
import org.bactrian.job.config.Secret;
import org.bactrian.job.config.ServiceOptions.Management;
import org.bactrian.job.watch.Health;
import org.bactrian.job.watch.JobBeans;
import org.bactrian.job.watch.Metrics;
import org.bactrian.job.watch.ObservationServer;
import org.bactrian.route.Failures;

/**
 * The service: starts, looks for changed files, ends. A change is taken whole or not at all: the new file of jobs and the new routes must be
 * in order before the old ones give way. What runs ends with the routes it began with.
 */
public final class Service implements AutoCloseable {
    private final Setup setup;
    private final Secret secret;
    private final Optional<Cluster> cluster;
    private final JobBoard board;
    private final Metrics metrics;
    private final JobBeans beans;
    private final Management management;
    private ObservationServer server;
    private volatile Generation generation;
    private int generations;
    private Stamp loaded;
    private Stamp seen;

    /**
     * Starts everything.
     *
     * @throws BactrianException if the configuration cannot be taken or a port is taken
     */
    public Service(Setup setup) {
        this.setup = setup;
        secret = new Secret(setup.environment(), this::placeholder);
        loaded = Stamp.of(setup);
        seen = loaded;
        Configuration first = read();
        management = first.service().management();
        Path state = StateFolder.of(first.service(), setup.environment());
        cluster = cluster(state);
        History history = cluster.map(Cluster::history).orElseGet(() -> new FileHistory(state));
        board = new JobBoard(cluster.map(Cluster::clock).orElse(setup.clock()), setup.log(), history, cluster.map(Cluster::node).orElse(null), this::run);
        Health health = new Health(board);
        metrics = new Metrics(board, health);
        beans = new JobBeans(board);
        boolean complete = false;
        try {
            begin(first, health);
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private Optional<Cluster> cluster(Path state) {
        ClusterFile file = ClusterFile.read(setup.config(), setup.host(), secret);
        file.problems().stream().filter(Problem::ofMachine).map(Problem::toString).forEach(setup.log()::warning);
        return file.orFail().map(options -> new Cluster(options, setup.clock(), setup.log(), secret, state.resolve("unsent")));
    }

    private void begin(Configuration first, Health health) {
        generation = new Generation(++generations, setup, first, board, secret, metrics.storeRequests());
        if (management.enabled()) {
            server = new ObservationServer(management, secret, health, metrics);
            setup.log().notice("Health and metrics: " + (management.keystore() == null ? "http" : "https") + "://" + management.host() + ":"
                    + server.port() + "/observe/");
        }
        enforce(first);
    }

    /** Property functions need a context: that in force. */
    private String placeholder(String reference) {
        Generation current = generation;
        if (current == null) {
            throw new IllegalStateException("no context yet");
        }
        return current.context().resolvePropertyPlaceholders(reference);
    }

    private Configuration read() {
        JobsFile file = JobsFile.read(setup.jobs(), setup.schema(), secret, setup.check());
        Configuration configuration = file.orFail();
        file.problems().stream().map(Problem::toString).forEach(setup.log()::warning);
        return configuration;
    }

    private void enforce(Configuration configuration) {
        board.adopt(configuration);
        beans.refresh();
        generation.schedule(board);
        cluster.ifPresent(node -> node.enforce(configuration.jobs(), board, this::enqueue));
        for (JobState state : board.states()) {
            Instant now = board.clock().instant();
            if (state.job().isClustered()) {
                continue; // its database knows what was missed
            }
            board.missed(state.job().name()).forEach(task -> board.order(
                    new Order(state.job().name(), task, cause(state, task), now, List.of())));
            state.next(Task.BACKUP, now).ifPresent(next -> setup.log().info("[" + state.job().name() + "] next backup: " + next));
        }
        setup.log().notice("Jobs in force: " + String.join(", ", configuration.jobs().stream().map(job -> job.name()).toList()));
    }

    private static Order.Cause cause(JobState state, Task task) {
        return state.last(task).isPresent() ? Order.Cause.MISSED : Order.Cause.SCHEDULE;
    }

    private void run(Order order) {
        // a generation that was retired between the two steps passes it on to the next
        for (Generation current = generation; !current.run(order); current = generation) {
            Thread.onSpinWait();
        }
    }

    private Optional<Order> enqueue(String job, Task task, Order.Cause cause, Instant slot) {
        for (Generation current = generation; ; current = generation) {
            Optional<Order> order = current.enqueue(job, task, cause, slot);
            if (order.isPresent() || current == generation) {
                return order;
            }
        }
    }

    /** Looks whether files have changed, and takes them if so; a file must be the same twice. Looks after the cluster. To be called every few seconds. */
    public void look() {
        cluster.ifPresent(Cluster::look);
        Stamp now = Stamp.of(setup);
        boolean calm = now.equals(seen);
        seen = now;
        if (calm && !now.equals(loaded)) {
            loaded = now;
            reload();
        }
    }

    /** Takes the files as they are now, if they are in order. */
    public void reload() {
        try {
            Configuration changed = read();
            if (!changed.service().management().equals(management)) {
                setup.log().warning("The section management takes effect after a restart.");
            }
            Generation next = new Generation(++generations, setup, changed, board, secret, metrics.storeRequests());
            Generation old = generation;
            generation = next;
            old.retire();
            enforce(changed);
            metrics.reloaded(true);
        } catch (RuntimeException e) {
            metrics.reloaded(false);
            setup.log().warning("The changed files are refused, the running configuration stays: " + Failures.of(e).getMessage());
        }
    }

    /** The jobs. */
    public JobBoard board() {
        return board;
    }

    /** The port of health and metrics; -1 if there is none. */
    public int port() {
        return server == null ? -1 : server.port();
    }

    /** Looks for changed files until it shall stop, then ends what runs, in order: the volume on its way is stored or the run resumable. */
    public void serve(BooleanSupplier stop, Duration pause, Duration grace) {
        try {
            while (!stop.getAsBoolean()) {
                Thread.sleep(pause.toMillis());
                look();
            }
        } catch (InterruptedException e) {
            // as good as being told to stop
        }
        setup.log().notice("Stopping");
        cluster.ifPresent(Cluster::stop);
        board.close();
        try {
            if (!board.await(grace)) {
                throw new BactrianException(ErrorKind.INTERRUPTED, "A run did not end in time",
                        "What is complete on the store stays valid; the next run goes on.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        board.close();
        if (server != null) {
            server.close();
        }
        beans.close();
        if (generation != null) {
            generation.close();
        }
        cluster.ifPresent(Cluster::close);
    }
}
