package org.bactrian.backup;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Several small changes in a row, read as one piece of work by one thread. A file that has grown meanwhile, and what follows it, is
 * left to whoever takes the batch, so that it holds little whatever the files do. Filled by one thread, then used by another.
 */
final class ReadBatch implements Runnable, Closeable {
    /** Each thread's own; a reading that is not ended takes them along. */
    private static final ThreadLocal<FilePieces.Buffers> BUFFERS = ThreadLocal.withInitial(FilePieces.Buffers::new);

    private final Deque<Change> changes = new ArrayDeque<>();
    private final Deque<ReadPiece> pieces = new ArrayDeque<>();
    private final Predicate<Change> recent;
    private final SetRecords records;
    private final ReadThreads threads;
    private FileReading unfinished;
    private Throwable failure;

    /**
     * @param recent  tells of a file whether it may change once more without a new time; asked by any thread
     * @param records give signatures to fill
     * @param threads help with large files; null for none
     */
    ReadBatch(Predicate<Change> recent, SetRecords records, ReadThreads threads) {
        this.recent = recent;
        this.records = records;
        this.threads = threads;
    }

    /** Adds a change after the others. */
    void add(Change change) {
        changes.add(change);
    }

    /** How many changes are not read. */
    int unread() {
        return changes.size();
    }

    /** Reads; what goes wrong with more than one file is kept for {@link #failure}. */
    @Override
    public void run() {
        try {
            while (!changes.isEmpty() && unfinished == null) {
                read(changes.remove());
            }
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
    }

    private void read(Change change) throws IOException {
        if (!change.hasContent()) {
            pieces.add(ReadPiece.ofEntry(change));
            return;
        }
        boolean isRecent = recent.test(change);
        FileReading reading = null;
        try {
            reading = FileReading.open(change, isRecent, records, BUFFERS.get(), threads);
            ReadPiece first = reading.next();
            pieces.add(first);
            if (!first.last()) {
                unfinished = reading;
                BUFFERS.remove();
            }
        } catch (IOException e) {
            pieces.add(ReadPiece.unreadable(change, isRecent, e));
        } finally {
            if (reading != null && unfinished == null) {
                reading.close();
            }
        }
    }

    /** What was read, in order; taken from by the receiver. */
    Deque<ReadPiece> pieces() {
        return pieces;
    }

    /** The file whose first piece is the last of {@link #pieces}, to be read on and closed by the receiver; null if all were read whole. Gives it once. */
    FileReading takeUnfinished() {
        FileReading taken = unfinished;
        unfinished = null;
        return taken;
    }

    /** Why the one after {@link #pieces} could not be read; null if nothing is wrong. Nothing after it was read. */
    Throwable failure() {
        return failure;
    }

    /** Forgets everything that nobody took. */
    @Override
    public void close() throws IOException {
        try (FileReading last = takeUnfinished()) {
            closeAll(pieces, piece -> piece);
            closeAll(changes, Change::old);
        }
    }

    /** Closes what each holds, if anything; empties the queue, whatever goes wrong. */
    static <T> void closeAll(Deque<T> queue, Function<T, Closeable> held) throws IOException {
        IOException first = null;
        for (T one = queue.poll(); one != null; one = queue.poll()) {
            try (Closeable closing = held.apply(one)) {
                continue;
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
