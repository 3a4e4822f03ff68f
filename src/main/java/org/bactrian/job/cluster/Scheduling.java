package org.bactrian.job.cluster;

import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

    Scheduling(Scheduler scheduler, ClusterClock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** @param jobs all that run on this label */
    void apply(List<Job> jobs) throws SchedulerException {
        Map<JobKey, Trigger> wanted = new HashMap<>();
        for (Job job : jobs) {
            Stream.of(Task.values()).filter(task -> task.trigger(job) != null)
                    .forEach(task -> wanted.put(JobKey.jobKey(task.word(), job.name()), task.trigger(job)));
        }
        Set<JobKey> gone = new HashSet<>(scheduler.getJobKeys(GroupMatcher.anyJobGroup()));
        gone.removeAll(wanted.keySet());
        scheduler.deleteJobs(List.copyOf(gone));
        for (Map.Entry<JobKey, Trigger> entry : wanted.entrySet()) {
            schedule(entry.getKey(), entry.getValue());
        }
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
