package org.bactrian.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The entries of a walk, looked at by a thread of their own some way ahead of who takes them; the order is the walk's. How far is
 * bounded by entries ({@value #BATCHES} times {@value #MOST_ENTRIES}) and by the bytes of their files, so that between the look at a
 * file and its reading little other reading lies: what changes between the two is stored with a warning ({@link SourceFile#hasChanged}).
 *
 * <p>What the walk throws is thrown where its turn comes. Taken from by one thread; closing, from any thread, ends the walk's thread.
 */
public final class WalkAhead implements Iterator<SourceEntry>, AutoCloseable {
    static final int MOST_ENTRIES = 256;
    private static final int BATCHES = 4;
    private static final long MOST_BYTES = 16 << 20;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Entries, and how the walk ended after them: null if it goes on. */
    private record Batch(List<SourceEntry> entries, Throwable failure, boolean last) {
    }

    private final Iterator<SourceEntry> walk;
    private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(BATCHES);
    private final Thread thread;
    private volatile boolean closed;
    private final ArrayDeque<SourceEntry> ready = new ArrayDeque<>();
    private Batch newest = new Batch(List.of(), null, false);

    /** @param walk used by the other thread only from here on, which begins at once */
    public WalkAhead(Iterator<SourceEntry> walk) {
        this.walk = walk;
        thread = new Thread(this::run, "bactrian-walk-" + NUMBER.incrementAndGet());
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
                throw new BactrianException(ErrorKind.INTERRUPTED, "Interrupted", "", e);
            }
            ready.addAll(newest.entries());
        }
        return true;
    }

    @Override
    public SourceEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.removeFirst();
    }

    @Override
    public void close() {
        closed = true;
        batches.clear(); // wakes the walk if it waits for room; it then sees that it is closed
    }

    /** Whether the walk's thread has not ended. */
    boolean isAtWork() {
        return thread.isAlive();
    }

    private void run() {
        try {
            boolean more = true;
            while (more && !closed) {
                List<SourceEntry> entries = new ArrayList<>(MOST_ENTRIES);
                Throwable failure = null;
                try {
                    more = fill(entries);
                } catch (RuntimeException | Error e) { // for who takes the entries, after those before it
                    failure = e;
                    more = false;
                }
                batches.put(new Batch(entries, failure, !more));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody does; the thread ends
        }
    }

    private boolean fill(List<SourceEntry> entries) {
        long bytes = 0;
        while (entries.size() < MOST_ENTRIES && bytes < MOST_BYTES && !closed) {
            if (!walk.hasNext()) {
                return false;
            }
            SourceEntry entry = walk.next();
            entries.add(entry);
            bytes += entry.hasAttributes() ? entry.entry().size() : 0;
        }
        return true;
    }
}
