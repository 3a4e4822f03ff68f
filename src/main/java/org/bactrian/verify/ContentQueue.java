package org.bactrian.verify;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Comparisons that other threads do while the archive is read on; their results come in the order in which they were begun.
 * Bounded by number and by the memory that contents need. Used by one thread.
 *
 * @param <T> what belongs to a comparison
 */
final class ContentQueue<T> {
    private static final int MOST = 256;
    private static final long MOST_HELD = 8L << 20;

    private final Executor threads;
    private final Deque<Begun<T>> begun = new ArrayDeque<>();
    private long held;

    private record Begun<T>(T about, int held, CompletableFuture<Boolean> same) {
    }

    /** Hears a result. */
    @FunctionalInterface
    interface Listener<T> {
        /**
         * @param same    whether the contents are
         * @param failure why that cannot be said; else null
         */
        void settled(T about, boolean same, IncomparableException failure);
    }

    /** @param threads may do it at once */
    ContentQueue(Executor threads) {
        this.threads = threads;
    }

    /** Adds one whose content has to be compared. */
    void add(T about, ContentComparison.Rest rest) {
        CompletableFuture<Boolean> same = CompletableFuture.supplyAsync(() -> {
            try {
                return rest.question().isSame();
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        }, threads);
        begun.add(new Begun<>(about, rest.held(), same));
        held += rest.held();
    }

    /** Hands on the results at the head, and waits for those that there is no room for. */
    void settleSome(Listener<T> listener) throws IOException {
        while (!begun.isEmpty() && (begun.size() > MOST || held > MOST_HELD || begun.peek().same().isDone())) {
            settleOne(listener);
        }
    }

    /** Hands on all results. */
    void settleAll(Listener<T> listener) throws IOException {
        while (!begun.isEmpty()) {
            settleOne(listener);
        }
    }

    private void settleOne(Listener<T> listener) throws IOException {
        Begun<T> head = begun.remove();
        held -= head.held();
        try {
            listener.settled(head.about(), head.same().join(), null);
        } catch (CompletionException e) {
            if (e.getCause() instanceof IncomparableException incomparable) {
                listener.settled(head.about(), false, incomparable);
            } else if (e.getCause() instanceof IOException failure) {
                throw failure;
            } else {
                throw e.getCause() instanceof RuntimeException known ? known : e;
            }
        }
    }
}
