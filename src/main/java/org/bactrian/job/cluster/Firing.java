package org.bactrian.job.cluster;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bactrian.error.BactrianException;
import org.bactrian.job.JobBoard;
import org.bactrian.job.Order;
import org.bactrian.job.Task;
import org.bactrian.job.config.Trigger;
import org.bactrian.log.RunLog;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;

/**
 * The database says that a time of a schedule has come: what was missed before it is noted, the run is lined up and waited for. What this host
 * alone thinks to have come, because its clock is ahead, is put back. Thread-safe.
 */
public final class Firing {
    /** Lines up a run by the route that does so. */
    @FunctionalInterface
    public interface Entrance {
        /** Lines it up. @return the order; empty if the job is suspended, runs already, or nothing is to begin any more */
        Optional<Order> enqueue(String job, Task task, Order.Cause cause, Instant slot);
    }

    private final ClusterOptions options;
    private final ClusterDatabase database;
    private final DatabaseHistory runs;
    private final ClusterClock clock;
    private final JobBoard board;
    private final Entrance entrance;
    private final RunLog log;

    Firing(ClusterOptions options, ClusterDatabase database, DatabaseHistory runs, ClusterClock clock, JobBoard board, Entrance entrance, RunLog log) {
        this.options = options;
        this.database = database;
        this.runs = runs;
        this.clock = clock;
        this.board = board;
        this.entrance = entrance;
        this.log = log;
    }

    void fire(JobExecutionContext context) throws SchedulerException, InterruptedException {
        String job = context.getJobDetail().getKey().getGroup();
        Task task = Task.named(context.getJobDetail().getKey().getName());
        Instant fired = fired(context);
        measure();
        if (fired.isAfter(clock.instant().plus(options.tolerance()))) {
            putBack(context, job, task, fired);
            return;
        }
        try {
            fire(job, task, Slots.of(trigger(job, task), previous(context, job, task, fired), fired));
        } catch (BactrianException e) {
            board.miss(job, task, fired, fired, e.getMessage());
        }
    }

    private void fire(String job, Task task, Slots slots) throws InterruptedException {
        if (slots.missed() > 0) {
            board.miss(job, task, slots.firstMissed(), slots.lastMissed(), slots.missed() + " times of its schedule passed without a run, from "
                    + slots.firstMissed() + " to " + slots.lastMissed());
        }
        Optional<Order> order = entrance.enqueue(job, task, slots.missed() > 0 ? Order.Cause.MISSED : Order.Cause.SCHEDULE, slots.slot());
        if (order.isPresent() ? !board.await(order.get()) : !runs(job, slots.slot())) {
            board.miss(job, task, slots.slot(), slots.slot(), "its time " + slots.slot() + " passed without a run");
        }
    }

    /** A node that was thought dead, and is told to make up for what it runs. */
    private boolean runs(String job, Instant slot) {
        return board.state(job).current().filter(run -> slot.equals(run.order().slot())).isPresent();
    }

    /** The time before that; of a run that another node did not bring to its end, what it may have noted before. Null if not known. */
    private Instant previous(JobExecutionContext context, String job, Task task, Instant fired) {
        if (!context.isRecovering()) {
            // of a trigger that has not fired yet, as one that was put back, the times since its start count; Quartz knows seconds
            return context.getPreviousFireTime() != null ? context.getPreviousFireTime().toInstant()
                    : trigger(job, task).every() != null ? null : context.getTrigger().getStartTime().toInstant().minusSeconds(1);
        }
        try {
            return runs.lastSlot(job, task).filter(last -> last.isBefore(fired)).orElse(null);
        } catch (SQLException e) {
            return null;
        }
    }

    private void measure() {
        try {
            clock.measure(database);
        } catch (SQLException e) {
            log.debug("the clock as it was: " + e.getMessage());
        }
    }

    private Trigger trigger(String job, Task task) {
        return task.trigger(board.state(job).job());
    }

    /** Of a run that another node did not bring to its end, the time that was meant. */
    private static Instant fired(JobExecutionContext context) {
        String meant = context.isRecovering()
                ? context.getMergedJobDataMap().getString(Scheduler.FAILED_JOB_ORIGINAL_TRIGGER_SCHEDULED_FIRETIME_IN_MILLISECONDS) : null;
        return meant == null ? context.getScheduledFireTime().toInstant() : Instant.ofEpochMilli(Long.parseLong(meant));
    }

    private void putBack(JobExecutionContext context, String job, Task task, Instant fired) throws SchedulerException {
        log.warning("[" + job + "] this host's clock is " + clock.ahead().toSeconds() + " s ahead of the database's: " + fired
                + " has not come yet, and is left to another node");
        if (!context.isRecovering()) {
            Date previous = context.getPreviousFireTime();
            Instant next = previous == null ? context.getTrigger().getStartTime().toInstant() : trigger(job, task).after(previous.toInstant());
            context.getScheduler().rescheduleJob(context.getTrigger().getKey(),
                    context.getTrigger().getTriggerBuilder().startAt(Date.from(next == null ? fired : next)).build());
        }
        context.getScheduler().shutdown(false);
    }
}
