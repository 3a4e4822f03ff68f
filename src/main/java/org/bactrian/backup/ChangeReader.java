package org.bactrian.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;

/**
 * Reads what the changes put into volumes, piece by piece and in order; signatures are made and deltas encoded on the way. Small files are
 * read many at a time, a batch by each thread there is; a large one by the thread that asks, when those before it were given. For one
 * thread at a time, except {@link #stop}.
 */
final class ChangeReader implements Iterator<ReadPiece>, Closeable {
    /** Batches end with this many changes or bytes; to have a thread begin one costs as much as to read a small file. */
    private static final int MOST_CHANGES = 64;
    private static final long MOST_BYTES = 512 << 10;
    private static final long LARGE = 256 << 10;

    private final Iterator<Change> changes;
    private final SetRecords records;
    private final EntryDigest digest;
    private final ReadThreads threads;
    private final int mostInFlight;

    private final Deque<Pending> inFlight = new ArrayDeque<>();
    /** Whose pieces are given now; an empty one at first. */
    private ReadBatch current;
    /** Read by this thread now; else null. */
    private FileReading reading;
    /** A large one that is next when all before it were given, or the one passed last; else null. */
    private Change following;
    /** Why no more changes can be found; thrown when all before it were given. */
    private Throwable lost;

    private record Pending(ReadBatch batch, CompletableFuture<Void> done) {
    }

    /**
     * @param changes in archive order
     * @param records give signatures to fill
     * @param digest  asked what is recent
     * @param threads read small files, and help with large ones; null to leave all to the one that asks
     */
    ChangeReader(Iterator<Change> changes, SetRecords records, EntryDigest digest, ReadThreads threads) {
        this.changes = changes;
        this.records = records;
        this.digest = digest;
        this.threads = threads;
        this.mostInFlight = threads == null ? 0 : threads.count() + 1;
        this.current = new ReadBatch(digest::isRecent, records, null);
    }

    /** The next change, of which nothing is read unless {@link #passPieces} is called; null if there is none. Only before the first piece. */
    Change pass() throws IOException {
        closeFollowing();
        following = changes.hasNext() ? changes.next() : null;
        return following;
    }

    private void closeFollowing() throws IOException {
        Change passed = following;
        following = null;
        if (passed != null && passed.old() != null) {
            passed.old().close();
        }
    }

    /** Reads pieces of the change passed last without giving them; false if it has not so many, and another after them. */
    boolean passPieces(int count) {
        Change passed = following;
        following = null;
        try {
            reading = FileReading.open(passed, false, records, new FilePieces.Buffers(), threads);
            return reading.pass(count);
        } catch (IOException e) {
            return false;
        }
    }

    /** The first piece comes after what was passed. */
    void begin() throws IOException {
        closeFollowing();
    }

    @Override
    public boolean hasNext() {
        return reading != null || !current.pieces().isEmpty() || current.failure() != null || current.unread() > 0 || !inFlight.isEmpty()
                || following != null || lost != null || changes.hasNext();
    }

    @Override
    public ReadPiece next() {
        try {
            while (current.pieces().isEmpty()) {
                if (reading != null) {
                    return nextPiece();
                }
                raise(current.failure());
                if (current.unread() > 0) {
                    current.run();
                } else {
                    advance();
                }
                reading = current.takeUnfinished();
            }
            return current.pieces().remove();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void raise(Throwable failure) throws IOException {
        if (failure instanceof IOException e) {
            throw e;
        } else if (failure instanceof RuntimeException e) {
            throw e;
        } else if (failure != null) {
            throw (Error) failure;
        }
    }

    private ReadPiece nextPiece() throws IOException {
        ReadPiece piece = reading.next();
        if (piece.last()) {
            FileReading ended = reading;
            reading = null;
            ended.close();
        }
        return piece;
    }

    /** The next batch, or one of the large change that follows. */
    private void advance() throws IOException {
        while (inFlight.size() < mostInFlight && following == null && lost == null) {
            ReadBatch batch = nextBatch();
            if (batch.unread() == 0) {
                break;
            }
            inFlight.add(new Pending(batch, CompletableFuture.runAsync(batch, threads.executor())));
        }
        if (!inFlight.isEmpty()) {
            Pending head = inFlight.remove();
            head.done().join();
            current = head.batch();
            return;
        }
        raise(lost);
        following = following == null && changes.hasNext() ? changes.next() : following;
        if (following == null) {
            throw new NoSuchElementException();
        }
        current = new ReadBatch(digest::isRecent, records, threads);
        current.add(following);
        following = null;
    }

    private ReadBatch nextBatch() {
        ReadBatch batch = new ReadBatch(digest::isRecent, records, null);
        try {
            for (long bytes = 0; batch.unread() < MOST_CHANGES && bytes < MOST_BYTES && changes.hasNext();) {
                Change change = changes.next();
                long size = change.memory();
                if (size > LARGE) {
                    following = change;
                    break;
                }
                batch.add(change);
                bytes += size;
            }
        } catch (RuntimeException | Error e) {
            lost = e;
        }
        return batch;
    }

    /** Ends the search for changes, from any thread: there is none any more. */
    void stop() {
        if (changes instanceof Changes search) {
            search.stop();
        }
    }

    @Override
    public void close() throws IOException {
        try (FileReading last = reading; ReadBatch given = current) {
            reading = null;
            closeFollowing();
            ReadBatch.closeAll(inFlight, pending -> {
                pending.done().join();
                return pending.batch();
            });
        }
    }
}
