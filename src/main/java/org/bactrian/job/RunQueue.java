package org.bactrian.job;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * What waits to run, and the threads that run it: never more than the limit at once, never a job beside itself, of what is due the highest
 * priority first and of those the oldest. Thread-safe.
 */
final class RunQueue implements AutoCloseable {
    private final Clock clock;
    private final Consumer<Order> runner;
    private final ToIntFunction<Order> priority;
    private final Consumer<Order> ended;
    private final List<Order> waiting = new ArrayList<>();
    private final Set<String> running = new HashSet<>();
    private final List<Thread> threads = new ArrayList<>();
    private int limit;
    private boolean closed;

    /**
     * @param clock    tells what is due
     * @param limit    runs at once
     * @param runner   runs one and returns; must not throw
     * @param priority higher first
     * @param ended    told of each that was run, once the same may be lined up again; must not throw
     */
    RunQueue(Clock clock, int limit, Consumer<Order> runner, ToIntFunction<Order> priority, Consumer<Order> ended) {
        this.clock = clock;
        this.runner = runner;
        this.priority = priority;
        this.ended = ended;
        limit(limit);
    }

    /** Allows another number of runs at once; what runs is not disturbed. */
    synchronized void limit(int runs) {
        limit = runs;
        while (!closed && threads.size() < limit) {
            Thread thread = new Thread(this::work, "run-" + (threads.size() + 1));
            threads.add(thread);
            thread.start();
        }
        notifyAll();
    }

    /** Lines an order up. @return false, and nothing is done, if the same job already waits or runs for the same task */
    synchronized boolean offer(Order order) {
        boolean waits = waiting.stream().anyMatch(other -> isSame(order, other));
        if (closed || waits || running.contains(key(order))) {
            return false;
        }
        waiting.add(order);
        notifyAll();
        return true;
    }

    private static boolean isSame(Order one, Order other) {
        return key(one).equals(key(other));
    }

    private static String key(Order order) {
        return order.job() + " " + order.task();
    }

    /** Forgets what waits for a job. @return what that was */
    synchronized List<Order> drop(String job) {
        List<Order> dropped = waiting.stream().filter(order -> order.job().equals(job)).toList();
        waiting.removeAll(dropped);
        return dropped;
    }

    /** Whether something waits for a job. */
    synchronized boolean isWaiting(String job) {
        return waiting.stream().anyMatch(order -> order.job().equals(job));
    }

    private void work() {
        try {
            for (Order order = next(); order != null; order = next()) {
                try {
                    runner.accept(order);
                } finally {
                    done(order);
                    ended.accept(order);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void done(Order order) {
        running.remove(key(order));
        notifyAll();
    }

    /** Waits for something to do; null when there will be nothing more, or too many threads. */
    private synchronized Order next() throws InterruptedException {
        while (!closed && threads.size() <= limit) {
            Order best = best();
            if (best != null) {
                waiting.remove(best);
                running.add(key(best));
                return best;
            }
            pause();
        }
        threads.remove(Thread.currentThread());
        return null;
    }

    private void pause() throws InterruptedException {
        long millis = waiting.stream().filter(order -> !isBusy(order))
                .mapToLong(order -> Math.max(1, Duration.between(clock.instant(), order.due()).toMillis())).min().orElse(0);
        wait(millis);
    }

    private Order best() {
        return waiting.stream().filter(order -> !order.due().isAfter(clock.instant()) && !isBusy(order))
                .min(Comparator.comparingInt((Order order) -> -priority.applyAsInt(order)).thenComparing(Order::due)).orElse(null);
    }

    private boolean isBusy(Order order) {
        return running.stream().anyMatch(key -> key.startsWith(order.job() + " "));
    }

    /** Begins nothing more. What runs goes on. @return what waited */
    synchronized List<Order> end() {
        closed = true;
        List<Order> dropped = List.copyOf(waiting);
        waiting.clear();
        notifyAll();
        return dropped;
    }

    @Override
    public void close() {
        end();
    }

    /** After {@link #end()}: waits for what runs. @return whether all has ended in that time */
    boolean await(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (Thread thread : copy()) {
            thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return copy().stream().noneMatch(Thread::isAlive);
    }

    /** After {@link #await}: interrupts what still runs. */
    void interrupt() {
        copy().forEach(Thread::interrupt);
    }

    private synchronized List<Thread> copy() {
        return List.copyOf(threads);
    }
}
