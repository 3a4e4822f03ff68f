package org.bactrian.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.job.RunRecord.Outcome;
import org.bactrian.job.config.Configuration;
import org.bactrian.job.config.Job;
import org.bactrian.log.RunLog;
import org.bactrian.route.Failures;

/** All jobs of the service: what is known of each, and the way to let one run. Lives longer than any configuration. Thread-safe. */
public final class JobBoard implements AutoCloseable {
    /** Bean under which the routes find it. */
    public static final String BEAN = "jobBoard";

    private final Clock clock;
    private final RunLog log;
    private final History history;
    private final String node;
    private final RunQueue queue;
    private final Map<Order, CompletableFuture<Boolean>> ends = new ConcurrentHashMap<>();
    private final Map<String, JobState> states = new ConcurrentSkipListMap<>();
    private final List<Consumer<RunRecord>> listeners = new ArrayList<>();

    /**
     * @param clock   the time
     * @param log     where runs speak
     * @param history of runs
     * @param node    the name of this one in its cluster; null without one
     * @param runner  sends an order to the route that runs it, and returns when that has ended
     */
    public JobBoard(Clock clock, RunLog log, History history, String node, Consumer<Order> runner) {
        this.clock = clock;
        this.log = log;
        this.history = history;
        this.node = node;
        this.queue = new RunQueue(clock, 1, order -> run(order, runner), order -> priority(order.job()), order -> ended(order, true));
    }

    /** The board of the service that an exchange belongs to. */
    static JobBoard of(Exchange exchange) {
        return Objects.requireNonNull(exchange.getContext().getRegistry().lookupByNameAndType(BEAN, JobBoard.class), BEAN);
    }

    /** Tells what has ended from now on; not to be called when runs may have begun. */
    public void listen(Consumer<RunRecord> listener) {
        listeners.add(listener);
    }

    /** Takes a configuration: new jobs, changed ones, and those that are no longer there. What runs goes on. */
    public void adopt(Configuration configuration) {
        queue.limit(configuration.service().parallel());
        states.keySet().removeIf(name -> configuration.jobs().stream().noneMatch(job -> job.name().equals(name)));
        for (Job job : configuration.jobs()) {
            JobState known = states.get(job.name());
            if (known != null) {
                known.job(job);
            } else {
                states.put(job.name(), new JobState(job, clock.instant(), history.runs(job.name())));
            }
        }
    }

    /** What is known of each job, by name. */
    public List<JobState> states() {
        return List.copyOf(states.values());
    }

    /** @throws BactrianException USER_ERROR if there is none of that name */
    public JobState state(String job) {
        return Optional.ofNullable(states.get(job)).orElseThrow(() -> new BactrianException(ErrorKind.USER_ERROR,
                "There is no job named " + job, "The jobs are: " + String.join(", ", states.keySet()) + "."));
    }

    /** What time it is for the service. */
    public Clock clock() {
        return clock;
    }

    /** Whether a job waits for its turn. */
    public boolean isWaiting(String job) {
        return queue.isWaiting(job);
    }

    /** Asks for a run. @return false, and nothing is done, if the same already waits or runs, or the job is suspended and its time has come */
    public boolean order(Order order) {
        boolean byTime = order.cause() == Order.Cause.SCHEDULE || order.cause() == Order.Cause.MISSED;
        if (byTime && state(order.job()).isSuspended()) {
            return false;
        }
        if (order.slot() != null) {
            ends.put(order, new CompletableFuture<>());
        }
        boolean taken = queue.offer(order);
        if (!taken) {
            ends.remove(order);
        }
        if (!taken && byTime) {
            log.warning("[" + order.job() + "] " + order.task().word() + ": its time has come, but the run before it has not ended; passed over");
        }
        return taken;
    }

    /** Waits until an order for a time of a schedule, which was taken, has come to its end; to be called once. @return whether there was a run, however it went */
    public boolean await(Order order) throws InterruptedException {
        try {
            return ends.get(order).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            ends.remove(order);
        }
    }

    private void ended(Order order, boolean ran) {
        CompletableFuture<Boolean> end = ends.get(order);
        if (end != null) {
            end.complete(ran);
        }
    }

    /**
     * Notes that times of a schedule passed without a run.
     *
     * @param first of them
     * @param last  of them
     * @param why   for the history
     */
    public void miss(String job, Task task, Instant first, Instant last, String why) {
        log.warning("[" + job + "] " + task.word() + ": " + why);
        keep(new RunRecord(job, task, Order.Cause.SCHEDULE, JobRun.seconds(first), JobRun.seconds(clock.instant()), Outcome.MISSED, 0, why,
                List.of(), node, JobRun.seconds(last)));
    }

    /** Takes note of a run of another node. */
    public void learn(RunRecord run) {
        JobState state = states.get(run.job());
        if (state != null) {
            state.note(run);
        }
    }

    /** Lets schedules pass a job over, or no longer. */
    public void suspend(String job, boolean suspended) {
        state(job).suspended(suspended);
    }

    /** Ends what runs of a job, and forgets what waits. @return whether there was something */
    public boolean cancel(String job) {
        List<Order> waited = queue.drop(job);
        waited.forEach(order -> ended(order, false));
        Optional<JobRun> run = state(job).current();
        run.ifPresent(JobRun::stop);
        return !waited.isEmpty() || run.isPresent();
    }

    private int priority(String job) {
        JobState state = states.get(job);
        return state == null ? 0 : state.job().priority();
    }

    private void run(Order order, Consumer<Order> runner) {
        JobState state = states.get(order.job());
        if (state == null) {
            ended(order, false); // its job was taken out of the file while it waited; the first answer counts
            return;
        }
        try {
            runner.accept(order);
        } catch (RuntimeException | Error e) {
            state.current().ifPresentOrElse(run -> {
                run.fail(e);
                end(run);
            }, () -> {
                log.warning("[" + order.job() + "] cannot run: " + Failures.of(e).getMessage());
                ended(order, false);
            });
        }
    }

    JobRun begin(Order order) {
        JobState state = state(order.job());
        JobRun run = new JobRun(state.job(), order, clock.instant(), log, node);
        state.begin(run);
        return run;
    }

    void end(JobRun run) {
        RunRecord record = run.end(clock.instant());
        JobState state = states.get(run.job().name());
        if (state != null) {
            state.end(record);
        }
        keep(record);
    }

    private void keep(RunRecord record) {
        try {
            history.add(record);
        } catch (BactrianException e) {
            log.warning(e.getMessage());
        }
        listeners.forEach(listener -> listener.accept(record));
    }

    /** Which tasks of a job should have run by their schedules since they last did. */
    public List<Task> missed(String job) {
        Instant now = clock.instant();
        JobState state = state(job);
        return Stream.of(Task.BACKUP, Task.VERIFY, Task.RETENTION).filter(task -> state.isMissed(task, now)).toList();
    }

    /** Begins nothing more and asks what runs to end. */
    @Override
    public void close() {
        queue.end().forEach(order -> ended(order, false));
        states.values().forEach(state -> state.current().ifPresent(JobRun::stop));
    }

    /** After {@link #close()}: waits for what runs, at last with an interrupt. @return whether all has ended */
    public boolean await(Duration grace) throws InterruptedException {
        if (queue.await(grace)) {
            return true;
        }
        queue.interrupt();
        return queue.await(grace);
    }
}
