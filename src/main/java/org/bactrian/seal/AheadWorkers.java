package org.bactrian.seal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that decode ahead of a reader (see {@link AheadInput}), for the whole process: daemons, gone after some idle
 * seconds. Not more streams than there is memory for are made ahead, the others where they are read. Thread-safe.
 */
public final class AheadWorkers {
    /** Each has a megabyte of buffers. */
    private static final int STREAMS = 8;
    private static final int BUFFER = 1 << 18;
    private static final long IDLE_SECONDS = 5;
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Semaphore ROOM = new Semaphore(STREAMS);
    private static final Executor SHARED = new ThreadPoolExecutor(0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS,
            new SynchronousQueue<>(), AheadWorkers::thread);

    private AheadWorkers() {
    }

    /** The same bytes, made ahead of the reader if there is room for one more such stream; closing it closes {@code in}. */
    public static InputStream ahead(InputStream in) {
        return ROOM.tryAcquire() ? new Given(new AheadInput(in, BUFFER, SHARED)) : in;
    }

    /** How many more streams would be made ahead now. */
    static int room() {
        return ROOM.availablePermits();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "bactrian-decode-" + NUMBER.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    /** Gives its room back when it is closed. */
    private static final class Given extends FilterInputStream {
        private boolean closed;

        Given(InputStream in) {
            super(in);
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                try (InputStream closing = in) {
                    ROOM.release();
                }
            }
        }
    }
}
