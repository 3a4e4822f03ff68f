package org.bactrian.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The items of a sequence, found by a thread of their own some way ahead of who takes them, in the same order. They are handed over many
 * at a time, because to wake a thread costs as much as to read a small file.
 *
 * <p>What the sequence throws is thrown where its turn comes. Taken from by one thread; closing, from any thread, ends the other.
 *
 * @param <T> what is found
 */
public final class Ahead<T> implements Iterator<T>, AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Iterator<T> items;
    private final ToLongFunction<T> bytesOf;
    private final Bounds bounds;
    private final BlockingQueue<Batch<T>> batches;
    private final Thread thread;
    private volatile boolean closed;
    private final ArrayDeque<T> ready = new ArrayDeque<>();
    private Batch<T> newest = new Batch<>(List.of(), null, false);

    /**
     * How far ahead. The thread may have one batch more in the making, and the taker one in hand.
     *
     * @param batches how many wait at most
     * @param items   that a batch has at most
     * @param bytes   after which a batch ends
     */
    public record Bounds(int batches, int items, long bytes) {
    }

    /** Items, and how the sequence ended after them: neither if it goes on. */
    private record Batch<T>(List<T> items, Throwable failure, boolean last) {
    }

    /**
     * Begins at once.
     *
     * @param what    the thread's name, a number is added
     * @param items   used by the other thread only from here on
     * @param bytesOf how many bytes an item counts
     * @param bounds  how far ahead
     */
    public Ahead(String what, Iterator<T> items, ToLongFunction<T> bytesOf, Bounds bounds) {
        this.items = items;
        this.bytesOf = bytesOf;
        this.bounds = bounds;
        this.batches = new ArrayBlockingQueue<>(bounds.batches());
        thread = new Thread(this::run, what + "-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty()) {
            if (newest.failure() != null) {
                throw newest.failure() instanceof RuntimeException known ? known : new IllegalStateException(newest.failure());
            }
            if (newest.last()) {
                return false;
            }
            try {
                newest = batches.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw interrupted(e);
            }
            ready.addAll(newest.items());
        }
        return true;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.removeFirst();
    }

    /** Ends the thread after the item it is at. Who takes from then on, or waits to take, is told that it was interrupted. */
    @Override
    public void close() {
        closed = true;
        Batch<T> end = new Batch<>(List.of(), interrupted(null), true);
        do {
            batches.clear(); // wakes the thread if it waits for room; it then sees that it is closed
        } while (!batches.offer(end)); // it had one more to hand over
    }

    /**
     * Closes, waits until the thread has ended, and gives what it found and nobody took.
     *
     * @throws BactrianException of kind INTERRUPTED; the thread is then still to end
     */
    public List<T> end() {
        closed = true;
        List<T> left = new ArrayList<>(ready);
        ready.clear();
        try {
            while (thread.isAlive()) {
                takeAll(left);
                thread.join(1); // it may have one batch more to hand over
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(e);
        }
        takeAll(left);
        return left;
    }

    private void takeAll(List<T> left) {
        for (Batch<T> batch = batches.poll(); batch != null; batch = batches.poll()) {
            left.addAll(batch.items());
        }
    }

    private static BactrianException interrupted(InterruptedException e) {
        return new BactrianException(ErrorKind.INTERRUPTED, "Interrupted", "", e);
    }

    /** Whether the thread has not ended. */
    boolean isAtWork() {
        return thread.isAlive();
    }

    private void run() {
        try {
            boolean more = true;
            while (more && !closed) {
                List<T> found = new ArrayList<>();
                Throwable failure = null;
                try {
                    more = fill(found);
                } catch (RuntimeException | Error e) { // for who takes the items, after those before it
                    failure = e;
                    more = false;
                }
                batches.put(new Batch<>(found, failure, !more));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does; the thread ends
        }
    }

    private boolean fill(List<T> found) {
        long bytes = 0;
        while (found.size() < bounds.items() && bytes < bounds.bytes() && !closed) {
            if (!items.hasNext()) {
                return false;
            }
            T item = items.next();
            found.add(item);
            bytes += bytesOf.applyAsLong(item);
        }
        return true;
    }
}
