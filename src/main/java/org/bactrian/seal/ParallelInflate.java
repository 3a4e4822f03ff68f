package org.bactrian.seal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The clear bytes of one raw deflate stream (RFC 1951). What {@link ParallelDeflate} wrote is inflated by several threads, segment by
 * segment; from the first segment on that cannot be proven to stand alone, and with it all of what others wrote, by the thread that
 * reads. The bytes are the same. At most {@value #EXTRA_IN_FLIGHT} segments more than there are processors are inflated ahead, each
 * with twice {@link InflateSegment#CLEAR} bytes. Not thread-safe.
 */
public final class ParallelInflate extends InputStream {
    private static final int BUFFER = 64 * 1024;
    private static final int EXTRA_IN_FLIGHT = 1;
    /** What a stream takes at most to be inflated by several threads on a machine with two or three. */
    private static final int STREAM_BYTES = 18 << 20;
    /** How many streams may be, at a time: as many as a third of the memory holds, and two. The sets of a chain are read side by side. */
    private static final Semaphore ROOM = new Semaphore((int) Math.max(2, Runtime.getRuntime().maxMemory() / 3 / STREAM_BYTES));

    private record Pending(InflateSegment segment, CompletableFuture<Void> done) {
    }

    private final InputStream in;
    private final Executor workers;
    private final Supplier<PieceInflater> inflaters;
    private final int mostInFlight = Runtime.getRuntime().availableProcessors() + EXTRA_IN_FLIGHT;
    private final Deque<Pending> inFlight = new ArrayDeque<>();
    /** Read last, and how it ended; null before the first. */
    private InflateSegment newest;
    private InflateSegment.End newestEnd;
    /** Being given out; null before the first. */
    private InflateSegment current;
    private InflateSegment idle;
    private int given;
    private boolean hasRoom;
    /** Inflates the rest by itself; null as long as there are segments. */
    private Rest rest;

    /** @param in closed with this stream; may be read beyond the end of the deflate stream */
    public ParallelInflate(InputStream in) {
        this(in, DeflateWorkers.shared(), PieceInflater::here);
    }

    /**
     * As the other, with the threads to use. They never wait for anything, so one pool may serve many streams.
     *
     * @param inflaters what they inflate with
     */
    ParallelInflate(InputStream in, Executor workers, Supplier<PieceInflater> inflaters) {
        this.in = in;
        this.workers = workers;
        this.inflaters = inflaters;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (rest == null && (current == null || given == current.clearLength())) {
            if (current != null && current.isFinished()) {
                return -1;
            }
            next();
        }
        if (rest != null) {
            return rest.read(bytes, offset, count);
        }
        int taken = Math.min(count, current.clearLength() - given);
        System.arraycopy(current.clear(), given, bytes, offset, taken);
        given += taken;
        return taken;
    }

    /**
     * Ends this without closing what it reads.
     *
     * @return what follows the deflate stream; only after that was read to its end
     */
    InputStream unread() {
        List<InputStream> parts = new ArrayList<>();
        if (rest != null) {
            parts.add(rest.unread());
        } else {
            parts.add(current.left());
            inFlight.forEach(pending -> parts.add(pending.segment().sealed()));
            parts.add(newest.beyond());
            parts.add(in);
        }
        release();
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    /** What is still at work ends by itself. */
    @Override
    public void close() throws IOException {
        release();
        in.close();
    }

    private void release() {
        inFlight.clear();
        giveRoomBack();
        if (rest != null) {
            rest.release();
        }
    }

    /** Goes on with the next segment, or with the rest if it is none. */
    private void next() throws IOException {
        readAhead();
        Pending head = inFlight.peek();
        if (head.done() != null) {
            await(head.done());
        }
        if (head.done() == null || !head.segment().isValid()) {
            goOnAlone();
            return;
        }
        idle = current;
        current = inFlight.remove().segment();
        given = 0;
    }

    /** A first segment without a mark is not inflated ahead: it is the whole of a small message, or of another's making. */
    private void readAhead() throws IOException {
        while (inFlight.size() < mostInFlight && (newest == null || newestEnd == InflateSegment.End.MARKED)) {
            InflateSegment segment = idle == null ? new InflateSegment(inflaters) : idle;
            idle = null;
            newestEnd = segment.read(in, newest);
            newest = segment;
            boolean apart = newestEnd == InflateSegment.End.MARKED ? takeRoom() : newestEnd == InflateSegment.End.ENDED && hasRoom;
            inFlight.add(new Pending(segment, apart ? submit(segment) : null));
            if (!apart) {
                return;
            }
        }
    }

    private CompletableFuture<Void> submit(InflateSegment segment) throws IOException {
        try {
            return CompletableFuture.runAsync(segment, workers);
        } catch (RejectedExecutionException e) {
            throw new IOException("the threads that decompress were shut down", e);
        }
    }

    private boolean takeRoom() {
        hasRoom = hasRoom || ROOM.tryAcquire();
        return hasRoom;
    }

    private void giveRoomBack() {
        if (hasRoom) {
            hasRoom = false;
            ROOM.release();
        }
    }

    /** Inflates what was read ahead and what follows as one stream, with what went before as dictionary. */
    private void goOnAlone() throws IOException {
        List<InputStream> parts = new ArrayList<>();
        for (Pending pending : inFlight) {
            if (pending.done() != null) {
                await(pending.done());
            }
            parts.add(pending.segment().sealed());
        }
        inFlight.clear();
        giveRoomBack();
        parts.add(newest.beyond());
        parts.add(in);
        Inflater inflater = new Inflater(true);
        if (current != null) {
            int end = current.clearLength();
            inflater.setDictionary(Arrays.copyOfRange(current.clear(), end - DeflateBlock.WINDOW, end));
        }
        rest = new Rest(new SequenceInputStream(Collections.enumeration(parts)), inflater);
        current = null;
        idle = null;
    }

    /** Inflates all that it reads, up to the end of the deflate stream. */
    private static final class Rest extends InflaterInputStream {
        Rest(InputStream in, Inflater inflater) {
            super(in, inflater, BUFFER);
        }

        /** Once only, and before the {@link #release}. */
        InputStream unread() {
            int left = inf.getRemaining();
            return new SequenceInputStream(new ByteArrayInputStream(buf, len - left, left), in);
        }

        void release() {
            inf.end();
        }
    }

    private static void await(CompletableFuture<Void> done) throws IOException {
        try {
            done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while decompressing").initCause(e);
        } catch (ExecutionException e) {
            throw new IOException("decompression failed", e);
        }
    }
}
