package org.bactrian.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.bactrian.job.config.Trigger;
import org.bactrian.route.RunProperties;

/**
 * Lines up the run whose time has come, later by a random part of its jitter. One that still waits or runs is not lined up again: then the body
 * becomes null, else the {@link Order}.
 */
public final class EnqueueRun implements Processor {
    /** Exchange property: the job's name. */
    public static final String JOB = "BactrianJob";
    /** Exchange property: the word of its {@link Task}. */
    public static final String TASK = "BactrianTask";
    /** Exchange property: the {@link Order.Cause}; by schedule if there is none. */
    public static final String CAUSE = "BactrianCause";

    private RandomGenerator random = RandomGenerator.getDefault();

    /** Another source of chance. */
    public void setRandom(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void process(Exchange exchange) {
        JobBoard board = JobBoard.of(exchange);
        String job = exchange.getProperty(JOB, String.class);
        Task task = Task.named(exchange.getProperty(TASK, String.class));
        Instant due = board.clock().instant().plus(jitter(board.state(job), task));
        Order.Cause cause = exchange.getProperty(CAUSE, Order.Cause.SCHEDULE, Order.Cause.class);
        Order order = new Order(job, task, cause, due, List.of(), exchange.getProperty(RunProperties.SLOT, Instant.class));
        exchange.getMessage().setBody(board.order(order) ? order : null);
    }

    private Duration jitter(JobState state, Task task) {
        Trigger trigger = task.trigger(state.job());
        long most = trigger == null ? 0 : trigger.jitter().toMillis();
        return most == 0 ? Duration.ZERO : Duration.ofMillis(random.nextLong(most));
    }
}
