package org.bactrian.job.cluster;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SchedulerException;

/** What Quartz runs when the time of a task of a job has come; it lasts as long as the run. The key's group is the job, its name the task. */
@DisallowConcurrentExecution
public final class FireRun implements Job {
    /** Of the scheduler's context: the {@link Firing}. */
    static final String FIRING = "firing";

    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
        try {
            ((Firing) context.getScheduler().getContext().get(FIRING)).fire(context);
        } catch (SchedulerException e) {
            throw new JobExecutionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
