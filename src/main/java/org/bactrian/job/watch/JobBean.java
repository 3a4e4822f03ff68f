package org.bactrian.job.watch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.bactrian.job.JobBoard;
import org.bactrian.job.JobState;
import org.bactrian.job.Order;
import org.bactrian.job.RunRecord;
import org.bactrian.job.Task;

/** The face of one job towards JMX; knows only its name, for what is behind it changes. */
final class JobBean implements JobMXBean {
    private final JobBoard board;
    private final String name;

    JobBean(JobBoard board, String name) {
        this.board = board;
        this.name = name;
    }

    private JobState state() {
        return board.state(name);
    }

    @Override
    public String getState() {
        if (state().current().isPresent()) {
            return "RUNNING";
        }
        return board.isWaiting(name) ? "QUEUED" : state().isSuspended() ? "SUSPENDED" : "IDLE";
    }

    @Override
    public String getRunningTask() {
        return state().current().map(run -> run.order().task().word()).orElse("");
    }

    @Override
    public String getLastSuccess() {
        return ended(state().lastGood(Task.BACKUP));
    }

    @Override
    public long getLastSuccessAgeSeconds() {
        return state().lastGood(Task.BACKUP).map(run -> (long) (board.clock().millis() / 1000.0 - run.end())).orElse(-1L);
    }

    @Override
    public String getLastOutcome() {
        return state().last(Task.BACKUP).map(run -> run.outcome().word()).orElse("");
    }

    @Override
    public String getLastError() {
        return List.of(Task.values()).stream().map(task -> state().last(task)).flatMap(Optional::stream)
                .max(Comparator.comparingDouble(RunRecord::end)).map(RunRecord::error).orElse("");
    }

    @Override
    public String getNextRun() {
        return state().next(Task.BACKUP, board.clock().instant()).map(Instant::toString).orElse("");
    }

    @Override
    public long getBytesRead() {
        return sum(RunRecord.Figures::bytesRead);
    }

    @Override
    public long getBytesStored() {
        return sum(RunRecord.Figures::bytesStored);
    }

    @Override
    public long getFiles() {
        return sum(RunRecord.Figures::files);
    }

    @Override
    public int getChainLength() {
        return (int) sum(RunRecord.Figures::chainLength);
    }

    private long sum(ToLongFunction<RunRecord.Figures> figure) {
        return state().lastGood(Task.BACKUP).flatMap(RunRecord::figures).map(figure::applyAsLong).orElse(0L);
    }

    @Override
    public String getLastVerification() {
        return ended(state().lastGood(Task.VERIFY));
    }

    private static String ended(Optional<RunRecord> run) {
        return run.map(record -> Instant.ofEpochMilli((long) (record.end() * 1000)).toString()).orElse("");
    }

    @Override
    public boolean backup() {
        return order(Task.BACKUP, List.of());
    }

    @Override
    public boolean full() {
        return order(Task.FULL, List.of());
    }

    @Override
    public boolean verify() {
        return order(Task.VERIFY, List.of());
    }

    @Override
    public boolean restore(String path, String time, String target) {
        if (target == null || !target.startsWith("/")) {
            throw new IllegalArgumentException("target has to be an absolute path");
        }
        List<String> words = new ArrayList<>();
        if (path != null && !path.isEmpty()) {
            words.add("--path-to-restore=" + path);
        }
        if (time != null && !time.isEmpty()) {
            words.add("--time=" + time);
        }
        words.add(target);
        return order(Task.RESTORE, words);
    }

    private boolean order(Task task, List<String> words) {
        return board.order(new Order(name, task, Order.Cause.OPERATOR, board.clock().instant(), words));
    }

    @Override
    public void suspend() {
        board.suspend(name, true);
    }

    @Override
    public void resume() {
        board.suspend(name, false);
    }

    @Override
    public boolean cancel() {
        return board.cancel(name);
    }
}
