package org.bactrian.verify;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.bactrian.source.SourceEntry;

/**
 * The entries of a walk, some hundred of which are found by another thread while those before are looked at. What goes wrong with the
 * walk is raised where the entry would come. Used by one thread.
 */
public final class WalkAhead implements Iterator<SourceEntry> {
    private static final int ENTRIES = 256;

    private final Iterator<SourceEntry> walk;
    private final Executor threads;
    private Queue<SourceEntry> found = new ArrayDeque<>();
    private CompletableFuture<Queue<SourceEntry>> next;

    /**
     * @param walk    used by one of the threads at a time
     * @param threads never wait for whoever uses this
     */
    public WalkAhead(Iterator<SourceEntry> walk, Executor threads) {
        this.walk = walk;
        this.threads = threads;
        findMore();
    }

    @Override
    public boolean hasNext() {
        if (found.isEmpty() && next != null) {
            found = join();
            findMore();
        }
        return !found.isEmpty();
    }

    @Override
    public SourceEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return found.remove();
    }

    private Queue<SourceEntry> join() {
        try {
            return next.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    /** Begins to find the next ones; after the last there is nothing to begin. */
    private void findMore() {
        next = next != null && found.isEmpty() ? null : CompletableFuture.supplyAsync(this::find, threads);
    }

    private Queue<SourceEntry> find() {
        Queue<SourceEntry> some = new ArrayDeque<>(ENTRIES);
        while (some.size() < ENTRIES && walk.hasNext()) {
            some.add(walk.next());
        }
        return some;
    }
}
