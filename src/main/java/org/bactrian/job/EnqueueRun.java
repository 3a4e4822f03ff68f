package org.bactrian.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.job.config.Trigger;

/** Lines up the run whose time has come, later by a random part of its jitter. One that still waits or runs is not lined up again. */
public final class EnqueueRun implements Processor {
    static final String JOB = "BactrianJob";
    static final String TASK = "BactrianTask";

    private RandomGenerator random = RandomGenerator.getDefault();

    /** Another source of chance. */
    public void setRandom(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void process(Exchange exchange) {
        JobBoard board = JobBoard.of(exchange);
        String job = exchange.getProperty(JOB, String.class);
        Task task = Task.valueOf(exchange.getProperty(TASK, String.class).toUpperCase(Locale.ROOT));
        Instant due = board.clock().instant().plus(jitter(board.state(job), task));
        board.order(new Order(job, task, Order.Cause.SCHEDULE, due, List.of()));
    }

    private Duration jitter(JobState state, Task task) {
        Trigger trigger = task == Task.VERIFY ? state.job().verify() : task == Task.RETENTION ? state.job().retain() : state.job().backup();
        long most = trigger == null ? 0 : trigger.jitter().toMillis();
        return most == 0 ? Duration.ZERO : Duration.ofMillis(random.nextLong(most));
    }
}
