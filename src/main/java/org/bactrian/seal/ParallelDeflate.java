package org.bactrian.seal;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * One raw deflate stream (RFC 1951) made by several threads. The clear bytes are cut into blocks; each is deflated on
 * its own with the 32 KiB before it as dictionary, and ends with a sync flush, so that the results, joined in order,
 * are one valid stream for any inflater. Blocks that do not shrink are stored. After every {@link InflateSegment#CLEAR}
 * bytes a block has no dictionary, and a mark before it tells that, so that {@link ParallelInflate} can use several threads.
 *
 * <p>The result depends only on the bytes and the levels (where ISA-L deflates also on its version and the processor), not
 * on the number of threads. At most {@value #EXTRA_IN_FLIGHT} blocks more than there are processors are held; the writer waits
 * beyond that, so what came out lags behind what went in by no more than these. Not thread-safe.
 */
public final class ParallelDeflate extends OutputStream {
    /**
     * Bytes of clear text deflated as one piece of work, at first. Larger blocks take less time, for each has to learn its dictionary
     * (256 KiB a sixth less), but what came out lags behind by more, so that small volumes are filled less exactly.
     */
    static final int BLOCK = 64 * 1024;
    static final int LARGEST_BLOCK = 4 * BLOCK;
    /** A block is this part of what went before it. */
    private static final int SHARE = 128;
    private static final int EXTRA_IN_FLIGHT = 1;
    /** The last block: fixed codes, empty (RFC 1951, 3.2.6). */
    private static final byte[] LAST_BLOCK = {3, 0};

    private record Pending(DeflateBlock block, boolean marked, CompletableFuture<Boolean> done) {
    }

    private final OutputStream out;
    private final LevelChoice levels;
    private final Executor workers;
    private final int maxInFlight = Runtime.getRuntime().availableProcessors() + EXTRA_IN_FLIGHT;
    private final Deque<Pending> inFlight = new ArrayDeque<>();
    private final Deque<DeflateBlock> idle = new ArrayDeque<>();
    private DeflateBlock current;
    private long taken;
    /** Where the current segment begins, and whether the current block does. */
    private long segment;
    private boolean marked;
    private boolean closed;

    /** @param out takes the deflated bytes, from the thread that writes here; not closed with this stream */
    public ParallelDeflate(OutputStream out, DeflateLevels levels) {
        this(out, DeflateWorkers.shared(), levels);
    }

    /** As the other, with the threads to use. They never wait for anything, so one pool may serve many streams. */
    public ParallelDeflate(OutputStream out, Executor workers, DeflateLevels levels) {
        this.out = out;
        this.levels = levels.choice();
        this.workers = workers;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (closed) {
            throw new IOException("stream is closed");
        }
        for (int at = offset; at < offset + count;) {
            if (current == null) {
                begin(null);
            }
            int filled = current.fill(bytes, at, offset + count - at);
            at += filled;
            taken += filled;
            if (current.isFull()) {
                submit();
            }
        }
    }

    /** Passes on what is ready; does not end the block being filled. */
    @Override
    public void flush() throws IOException {
        writeReady(maxInFlight);
        out.flush();
    }

    /** Ends the deflate stream; {@code out} stays open. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (current != null && !current.isEmpty()) {
                submit();
            }
            writeReady(0);
            out.write(LAST_BLOCK);
        } finally {
            release();
        }
    }

    private void submit() throws IOException {
        DeflateBlock full = current;
        current = null;
        try {
            CompletableFuture<Boolean> done = CompletableFuture.supplyAsync(full::deflate, workers);
            inFlight.add(new Pending(full, marked, done));
            if (levels.isTrial()) {
                levels.tried(done);
            }
        } catch (RejectedExecutionException e) {
            throw new IOException("the threads that compress were shut down", e);
        }
        writeReady(maxInFlight);
        begin(full);
    }

    private void begin(DeflateBlock previous) {
        current = idle.isEmpty() ? new DeflateBlock() : idle.pop();
        long size = Math.max(BLOCK, Math.min(LARGEST_BLOCK, taken / SHARE));
        marked = taken - segment >= InflateSegment.CLEAR;
        segment = marked ? taken : segment;
        int level = levels.level();
        current.begin(level, levels.isTrial(), (int) size, marked ? null : previous);
    }

    /** Writes the finished blocks at the head, and waits for more until no more than {@code mayWait} are in flight. */
    private void writeReady(int mayWait) throws IOException {
        // the newest block stays: the next one has yet to copy its dictionary from it
        while (!inFlight.isEmpty() && (inFlight.size() > mayWait || inFlight.peek().done().isDone()
                && inFlight.size() > 1)) {
            Pending head = inFlight.peek();
            await(head.done());
            if (head.marked()) {
                out.write(InflateSegment.MARK);
            }
            out.write(head.block().deflated(), 0, head.block().deflatedLength());
            idle.push(inFlight.remove().block());
        }
    }

    private static void await(CompletableFuture<Boolean> done) throws IOException {
        try {
            done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while compressing").initCause(e);
        } catch (ExecutionException | CancellationException e) {
            throw new IOException("compression failed", e);
        }
    }

    /** Frees native memory, that of a block still at work when it is done. */
    private void release() {
        inFlight.forEach(pending -> pending.done().whenComplete((nothing, failure) -> pending.block().end()));
        inFlight.clear();
        idle.forEach(DeflateBlock::end);
        idle.clear();
        if (current != null) {
            current.end();
            current = null;
        }
    }
}
