package org.bactrian.job.watch;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.bactrian.job.JobBoard;
import org.bactrian.job.JobState;
import org.bactrian.job.RunRecord.Figures;
import org.bactrian.job.RunRecord;
import org.bactrian.job.Task;

/**
 * The jobs as Prometheus reads them: names after those of resticprofile, {@code bactrian_backup_…}, the job's name as label (
 * {@code job} is Prometheus's own). Every gauge is of the last run and is there only when there was one. Scraped by one thread at a time.
 */
public final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM);
    private final JobBoard board;
    private final Map<MultiGauge, Function<JobState, Optional<Double>>> gauges = new LinkedHashMap<>();
    private volatile boolean reloaded = true;

    /**
     * @param board  whose runs are counted from now on
     * @param health of the same board
     */
    public Metrics(JobBoard board, Health health) {
        this.board = board;
        job("bactrian.job.running", "1 while the job runs", state -> Optional.of(state.current().isPresent() ? 1.0 : 0.0));
        job("bactrian.job.healthy", "0 if the last good backup is older than the objective, or there is none and the last failed",
                state -> Optional.of(health.trouble(state).isEmpty() ? 1.0 : 0.0));
        job("bactrian.job.suspended", "1 if schedules pass it over", state -> Optional.of(state.isSuspended() ? 1.0 : 0.0));
        job("bactrian.job.objective.seconds", "How old the last good backup may get",
                state -> Optional.ofNullable(state.job().objective()).map(age -> (double) age.toSeconds()));
        job("bactrian.job.next.run.time.seconds", "When the next backup is due, since 1970",
                state -> state.next(Task.BACKUP, board.clock().instant()).map(Instant::getEpochSecond).map(Long::doubleValue));
        task(Task.BACKUP, "backup");
        task(Task.VERIFY, "verify");
        task(Task.RETENTION, "retention");
        figure("read.bytes", "Bytes of the source that were read", Figures::bytesRead);
        figure("added.bytes", "Bytes put into volumes, before compression", Figures::bytesAdded);
        figure("stored.bytes", "Bytes of volumes stored", Figures::bytesStored);
        figure("files", "Entries of the source", Figures::files);
        figure("files.new", "New entries", Figures::filesNew);
        figure("files.changed", "Changed entries", Figures::filesChanged);
        figure("files.deleted", "Deleted entries", Figures::filesDeleted);
        figure("errors", "Entries that could not be read", Figures::errors);
        figure("volumes", "Volumes of the set", Figures::volumes);
        figure("chain.length", "Sets of the newest chain", Figures::chainLength);
        job("bactrian.verify.age.seconds", "Since the last good verification ended",
                state -> state.lastGood(Task.VERIFY).map(run -> board.clock().millis() / 1000.0 - run.end()));
        Gauge.builder("bactrian.config.last.reload.successful", () -> reloaded ? 1 : 0)
                .description("0 if the files on disk are refused and older ones are in force").register(registry);
        bindProcess();
        board.listen(run -> Counter.builder("bactrian.runs").description("Runs that have ended")
                .tags("name", run.job(), "task", run.task().word(), "outcome", run.outcome().word()).register(registry).increment());
    }

    @SuppressWarnings("resource") // what these would close is their listening to the garbage collector, which ends with the process
    private void bindProcess() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    private void task(Task task, String name) {
        job("bactrian." + name + ".status", "0 failed or cancelled, 1 done with warnings, 2 success", state -> state.last(task).map(Metrics::status));
        job("bactrian." + name + ".time.seconds", "When the last one ended, since 1970", state -> state.last(task).map(RunRecord::end));
        job("bactrian." + name + ".last.success.time.seconds", "When the last good one ended, since 1970",
                state -> state.lastGood(task).map(RunRecord::end));
        job("bactrian." + name + ".duration.seconds", "How long the last one took", state -> state.last(task).map(run -> run.end() - run.start()));
    }

    private static double status(RunRecord run) {
        return switch (run.outcome()) {
            case SUCCESS -> 2;
            case WARNING -> 1;
            case FAILURE, CANCELLED, MISSED -> 0;
        };
    }

    private void figure(String name, String help, ToDoubleFunction<Figures> value) {
        job("bactrian.backup." + name, help, state -> state.lastGood(Task.BACKUP).flatMap(RunRecord::figures).map(value::applyAsDouble));
    }

    private void job(String name, String help, Function<JobState, Optional<Double>> value) {
        gauges.put(MultiGauge.builder(name).description(help).register(registry), value);
    }

    /** For one context: counts what its routes ask of stores. */
    public StoreRequests storeRequests() {
        return new StoreRequests(registry);
    }

    /** Whether the files on disk are those in force. */
    public void reloaded(boolean successfully) {
        reloaded = successfully;
    }

    /** All of it in the text format of Prometheus. */
    public synchronized String scrape() {
        List<JobState> states = board.states();
        gauges.forEach((gauge, value) -> {
            List<Row<?>> rows = new ArrayList<>();
            for (JobState state : states) {
                value.apply(state).ifPresent(now -> rows.add(Row.of(Tags.of("name", state.job().name()), now)));
            }
            gauge.register(rows, true);
        });
        return registry.scrape();
    }
}
