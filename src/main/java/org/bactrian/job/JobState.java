package org.bactrian.job;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bactrian.job.config.Job;
import org.bactrian.job.config.Trigger;

/** What is known of a job. Thread-safe. */
public final class JobState {
    private final Map<Task, RunRecord> last = new EnumMap<>(Task.class);
    private final Map<Task, RunRecord> lastGood = new EnumMap<>(Task.class);
    private final Instant since;
    private Job job;
    private JobRun current;
    private boolean suspended;

    /**
     * @param since when it was first heard of
     * @param runs  what the history has of it, the oldest first
     */
    JobState(Job job, Instant since, List<RunRecord> runs) {
        this.job = job;
        this.since = since;
        runs.forEach(this::note);
    }

    /** Takes a run into account; one that was missed is none. */
    synchronized void note(RunRecord run) {
        if (run.outcome() == RunRecord.Outcome.MISSED) {
            return;
        }
        Task task = run.task() == Task.FULL ? Task.BACKUP : run.task();
        last.merge(task, run, JobState::later);
        if (run.isGood()) {
            lastGood.merge(task, run, JobState::later);
        }
    }

    /** Those of other nodes may become known late. */
    private static RunRecord later(RunRecord one, RunRecord other) {
        return other.end() > one.end() ? other : one;
    }

    /** As the file of jobs describes it now. */
    public synchronized Job job() {
        return job;
    }

    synchronized void job(Job changed) {
        job = changed;
    }

    /** When the service first heard of it, if it never ran. */
    public Instant since() {
        return since;
    }

    /** The last run for a task, {@code FULL} counting as {@code BACKUP}. */
    public synchronized Optional<RunRecord> last(Task task) {
        return Optional.ofNullable(last.get(task));
    }

    /** As {@link #last}, of those that did what they should. */
    public synchronized Optional<RunRecord> lastGood(Task task) {
        return Optional.ofNullable(lastGood.get(task));
    }

    /** What runs; empty if nothing does. */
    public synchronized Optional<JobRun> current() {
        return Optional.ofNullable(current);
    }

    synchronized void begin(JobRun run) {
        current = run;
    }

    synchronized void end(RunRecord record) {
        current = null;
        note(record);
    }

    /** Whether schedules pass it over. */
    public synchronized boolean isSuspended() {
        return suspended;
    }

    synchronized void suspended(boolean given) {
        suspended = given;
    }

    /** When a task is to run next by its schedule. */
    public synchronized Optional<Instant> next(Task task, Instant now) {
        Trigger trigger = task.trigger(job);
        if (trigger == null || suspended) {
            return Optional.empty();
        }
        Instant next = trigger.after(trigger.every() == null ? now : before(task));
        return Optional.ofNullable(next == null || next.isAfter(now) ? next : now);
    }

    /** Whether a task should have run by its schedule since it last began. */
    synchronized boolean isMissed(Task task, Instant now) {
        Trigger trigger = task.trigger(job);
        if (trigger == null || trigger.every() == null && last.get(task) == null) {
            return trigger != null && trigger.after(since) != null && !trigger.after(since).isAfter(now);
        }
        if (last.get(task) == null) {
            return true;
        }
        Instant due = trigger.after(before(task));
        return due != null && !due.isAfter(now);
    }

    private Instant before(Task task) {
        RunRecord run = last.get(task);
        return run == null ? since : Instant.ofEpochMilli((long) (run.start() * 1000));
    }
}
