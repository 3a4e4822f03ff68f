package org.bactrian.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs wait, and never stand in each other's way. */
@Timeout(30)
class RunQueueTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final List<String> begun = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore beginnings = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final Map<String, Integer> priorities = Map.of("low", 1, "high", 9);
    private RunQueue queue;

    private void start(int limit) {
        queue = new RunQueue(Clock.fixed(NOW, ZoneOffset.UTC), limit, order -> {
            begun.add(order.job() + " " + order.task().word());
            beginnings.release();
            mayEnd.acquireUninterruptibly();
        }, order -> priorities.getOrDefault(order.job(), 5), order -> { });
    }

    @AfterEach
    void end() throws InterruptedException {
        queue.close();
        mayEnd.release(100);
        assertThat(queue.await(Duration.ofSeconds(10))).isTrue();
    }

    private static Order order(String job, Task task) {
        return new Order(job, task, Order.Cause.OPERATOR, NOW, List.of());
    }

    private boolean begins() throws InterruptedException {
        return beginnings.tryAcquire(10, TimeUnit.SECONDS);
    }

    private boolean beginsNothing() throws InterruptedException {
        return !beginnings.tryAcquire(100, TimeUnit.MILLISECONDS);
    }

    @Test
    void neverMoreThanTheLimit() throws InterruptedException {
        start(2);
        List.of("a", "b", "c").forEach(job -> queue.offer(order(job, Task.BACKUP)));
        assertThat(begins() && begins() && beginsNothing()).isTrue();
        mayEnd.release();
        assertThat(begins()).isTrue();
    }

    @Test
    void aJobNeverRunsBesideItself() throws InterruptedException {
        start(4);
        assertThat(queue.offer(order("a", Task.BACKUP))).isTrue();
        assertThat(begins()).isTrue();
        assertThat(queue.offer(order("a", Task.BACKUP))).as("the same again").isFalse();
        assertThat(queue.offer(order("a", Task.VERIFY))).isTrue();
        assertThat(queue.offer(order("a", Task.VERIFY))).as("waits already").isFalse();
        assertThat(beginsNothing()).isTrue();
        mayEnd.release();
        assertThat(begins()).isTrue();
        assertThat(begun).containsExactly("a backup", "a verify");
    }

    @Test
    void thePriorityDecidesWhatIsNext() throws InterruptedException {
        start(1);
        queue.offer(order("first", Task.BACKUP));
        assertThat(begins()).isTrue();
        List.of("low", "middle", "high").forEach(job -> queue.offer(order(job, Task.BACKUP)));
        mayEnd.release(3);
        assertThat(begins() && begins() && begins()).isTrue();
        assertThat(begun).containsExactly("first backup", "high backup", "middle backup", "low backup");
    }

    @Test
    void whatIsNotDueWaits() throws InterruptedException {
        start(1);
        queue.offer(new Order("later", Task.BACKUP, Order.Cause.SCHEDULE, NOW.plusSeconds(3600), List.of()));
        assertThat(beginsNothing()).isTrue();
        queue.offer(order("now", Task.BACKUP));
        assertThat(begins()).isTrue();
        assertThat(queue.isWaiting("later")).isTrue();
        assertThat(queue.drop("later")).hasSize(1);
        assertThat(queue.isWaiting("later")).isFalse();
    }

    @Test
    void theLimitCanChange() throws InterruptedException {
        start(1);
        List.of("a", "b", "c").forEach(job -> queue.offer(order(job, Task.BACKUP)));
        assertThat(begins() && beginsNothing()).isTrue();
        queue.limit(2);
        assertThat(begins() && beginsNothing()).isTrue();
        queue.limit(1);
        mayEnd.release();
        assertThat(beginsNothing()).as("one too many has ended").isTrue();
        mayEnd.release();
        assertThat(begins()).isTrue();
    }

    @Test
    void nothingBeginsOnceItIsClosed() throws InterruptedException {
        start(1);
        queue.offer(order("a", Task.BACKUP));
        assertThat(begins()).isTrue();
        queue.offer(order("b", Task.BACKUP));
        queue.close();
        assertThat(queue.offer(order("c", Task.BACKUP))).isFalse();
        mayEnd.release();
        assertThat(beginsNothing()).isTrue();
    }
}
