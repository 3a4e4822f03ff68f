package org.bactrian.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.apache.camel.Exchange;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.job.RunRecord.Outcome;
import org.bactrian.job.RunRecord.TargetRecord;
import org.bactrian.job.config.Job;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.RunLog;
import org.bactrian.route.Failures;

/** A run on its way, as a property of its exchange. Used by one thread, but for {@link #stop()} and {@link #isStopped()}. */
public final class JobRun {
    static final String PROPERTY = "BactrianJobRun";

    private final Job job;
    private final Order order;
    private final Instant start;
    private final JobLog log;
    private final String node;
    private final List<TargetRecord> targets = new ArrayList<>();
    private BactrianException failure;
    private int passedOver;
    private RunRecord ended;
    private volatile boolean stop;

    JobRun(Job job, Order order, Instant start, RunLog log, String node) {
        this.job = job;
        this.order = order;
        this.start = start;
        this.log = new JobLog(log, job.name());
        this.node = node;
    }

    static JobRun of(Exchange exchange) {
        return Objects.requireNonNull(exchange.getProperty(PROPERTY, JobRun.class), "a run begins at direct:run");
    }

    /** What the job is, as it was when the run began. */
    public Job job() {
        return job;
    }

    /** What was asked for. */
    public Order order() {
        return order;
    }

    /** The targets that the task is done for; a restore reads only the first. */
    public List<String> targets() {
        return order.task() == Task.RESTORE ? job.targets().subList(0, 1) : job.targets();
    }

    /** Whether other nodes may run the job as well: it is bound to a label, and not to this node. */
    boolean isElsewhere() {
        return job.isClustered() && !job.runsOn().equals(node);
    }

    /** When it began. */
    Instant start() {
        return start;
    }

    JobLog log() {
        return log;
    }

    /** Asks it to end; what is complete stays. */
    void stop() {
        stop = true;
    }

    /** Whether it was asked to end. */
    boolean isStopped() {
        return stop;
    }

    void done(TargetRecord target) {
        targets.add(target);
    }

    /** For a target there is a set of a later time of the schedule: none can be made for this one any more. */
    void passedOver() {
        passedOver++;
    }

    /** Notes a failure; the first is the one that is told. What fails once it was asked to end is taken to come of that. */
    void fail(Throwable thrown) {
        BactrianException said = thrown instanceof CancellationException
                ? new BactrianException(ErrorKind.INTERRUPTED, "Stopped", "") : Failures.of(thrown);
        if (stop && said.kind() != ErrorKind.INTERRUPTED) {
            said = new BactrianException(ErrorKind.INTERRUPTED, "Stopped: " + said.getMessage(), said.guidance(), said);
        }
        log.say(Level.ERROR, Code.GENERIC, "",
                said.guidance().isEmpty() ? said.getMessage() : said.getMessage() + "\n" + said.guidance());
        failure = failure == null ? said : failure;
    }

    /** Whether something failed so far; routes ask. */
    public boolean isFailed() {
        return failure != null;
    }

    /** How it ended; null while it runs. */
    public RunRecord ended() {
        return ended;
    }

    /** It has ended. */
    RunRecord end(Instant now) {
        int left = targets.stream().mapToInt(TargetRecord::entryErrors).sum();
        int differ = targets.stream().mapToInt(TargetRecord::differences).sum();
        Outcome outcome = failure == null && passedOver > 0 && passedOver == targets.size() ? Outcome.MISSED
                : failure == null ? left + differ + log.warnings() > 0 ? Outcome.WARNING : Outcome.SUCCESS
                : stop && failure.kind() == ErrorKind.INTERRUPTED ? Outcome.CANCELLED : Outcome.FAILURE;
        String error = failure != null ? failure.getMessage()
                : outcome == Outcome.MISSED ? "There is a set for a later time of the schedule" : "";
        int exitCode = failure != null ? failure.exitCode() : left > 0 ? ErrorKind.ENTRIES_LEFT_OUT.exitCode() : differ > 0 ? 1 : 0;
        ended = new RunRecord(job.name(), order.task(), order.cause(), seconds(start), seconds(now), outcome, exitCode, error,
                List.copyOf(targets), node, order.slot() == null ? null : seconds(order.slot()));
        return ended;
    }

    static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }
}
