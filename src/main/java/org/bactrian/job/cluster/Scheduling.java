package org.bactrian.job.cluster;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.bactrian.job.Task;
import org.bactrian.job.config.Job;
import org.bactrian.job.config.Trigger;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.SimpleTrigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;

/** Brings what the database knows of a label's jobs into line with the file of jobs. What is the same is not touched: its times go on. */
final class Scheduling {
    private final Scheduler scheduler;
    private final ClusterClock clock;
    private final DatabaseHistory runs;
    private final Duration tolerance;

    /** @param tolerance how far clocks may differ */
    Scheduling(Scheduler scheduler, ClusterClock clock, DatabaseHistory runs, Duration tolerance) {
        this.scheduler = scheduler;
        this.clock = clock;
        this.runs = runs;
        this.tolerance = tolerance;
    }

    /** @param jobs all that run on this label */
    void apply(List<Job> jobs) throws SchedulerException {
        Map<JobKey, Trigger> wanted = wanted(jobs);
        Set<JobKey> gone = new HashSet<>(scheduler.getJobKeys(GroupMatcher.anyJobGroup()));
        gone.removeAll(wanted.keySet());
        scheduler.deleteJobs(List.copyOf(gone));
        for (Map.Entry<JobKey, Trigger> entry : wanted.entrySet()) {
            schedule(entry.getKey(), entry.getValue());
        }
    }

    private static Map<JobKey, Trigger> wanted(List<Job> jobs) {
        Map<JobKey, Trigger> wanted = new HashMap<>();
        for (Job job : jobs) {
            Stream.of(Task.values()).filter(task -> task.trigger(job) != null)
                    .forEach(task -> wanted.put(JobKey.jobKey(task.word(), job.name()), task.trigger(job)));
        }
        return wanted;
    }

    /** Brings forward what a node with a clock in the future has put off: no time of a schedule may be passed over until that clock is reached. */
    void recall(List<Job> jobs) throws SchedulerException, SQLException {
        Instant now = clock.instant();
        for (Map.Entry<JobKey, Trigger> entry : wanted(jobs).entrySet()) {
            TriggerKey name = TriggerKey.triggerKey(entry.getKey().getName(), entry.getKey().getGroup());
            org.quartz.Trigger known = scheduler.getTrigger(name);
            Instant due = entry.getValue().after(now);
            if (known != null && due != null && known.getNextFireTime() != null && known.getNextFireTime().toInstant().isAfter(due.plus(tolerance))) {
                Instant from = from(known, entry.getKey(), entry.getValue(), now.plus(tolerance));
                scheduler.rescheduleJob(name, known.getTriggerBuilder().startAt(Date.from(from.isAfter(due) ? due : from)).build());
            }
        }
    }

    /** The first time that is still open: the one after that which was fired, if it is not in the future itself. */
    private Instant from(org.quartz.Trigger known, JobKey key, Trigger trigger, Instant latest) throws SQLException {
        Date previous = known.getPreviousFireTime();
        if (previous == null) {
            return known.getStartTime().toInstant();
        }
        Optional<Instant> fired = Optional.of(previous.toInstant()).filter(time -> !time.isAfter(latest));
        if (fired.isEmpty()) {
            fired = runs.lastSlot(key.getGroup(), Task.named(key.getName()));
        }
        return fired.map(trigger::after).orElse(latest);
    }

    private void schedule(JobKey key, Trigger trigger) throws SchedulerException {
        TriggerKey name = TriggerKey.triggerKey(key.getName(), key.getGroup());
        org.quartz.Trigger known = scheduler.getTrigger(name);
        if (known == null) {
            JobDetail detail = JobBuilder.newJob(FireRun.class).withIdentity(key).requestRecovery().build();
            try {
                scheduler.scheduleJob(detail, built(name, trigger));
            } catch (ObjectAlreadyExistsException e) {
                schedule(key, trigger); // by another node, a moment ago
            }
        } else if (!isSame(known, trigger)) {
            scheduler.rescheduleJob(name, built(name, trigger));
        }
    }

    private org.quartz.Trigger built(TriggerKey name, Trigger trigger) {
        return TriggerBuilder.newTrigger().withIdentity(name).startAt(Date.from(clock.instant())).withSchedule(times(trigger)).build();
    }

    /** What was missed comes at once, and once. */
    private static ScheduleBuilder<?> times(Trigger trigger) {
        return trigger.every() == null
                ? CronScheduleBuilder.cronSchedule(trigger.cron()).inTimeZone(TimeZone.getTimeZone(trigger.zone()))
                        .withMisfireHandlingInstructionFireAndProceed()
                : SimpleScheduleBuilder.simpleSchedule().withIntervalInMilliseconds(trigger.every().toMillis()).repeatForever()
                        .withMisfireHandlingInstructionNowWithExistingCount();
    }

    private static boolean isSame(org.quartz.Trigger known, Trigger trigger) {
        if (known instanceof CronTrigger cron) {
            return trigger.every() == null && cron.getCronExpression().equals(trigger.cron())
                    && cron.getTimeZone().hasSameRules(TimeZone.getTimeZone(trigger.zone()));
        }
        return trigger.every() != null && known instanceof SimpleTrigger simple && simple.getRepeatInterval() == trigger.every().toMillis();
    }
}
