package org.bactrian.restore;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.bactrian.seal.AheadInput;

/**
 * The threads that fetch volumes before their turn and open their contents some way ahead, for all sets of one command, and
 * the bounds of that: so many volumes are here before they are read, beside one for each set, whatever the number of sets;
 * some of the sets' contents are opened ahead, the others when they are read. Thread-safe.
 */
public final class ReadAhead implements Closeable {
    /** Each has half a megabyte of buffers. */
    private static final int STREAMS = 16;
    private static final int BUFFER = 1 << 17;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ExecutorService threads;
    private final Semaphore volumes;
    private final Semaphore streams;

    /** @param volumes how many volumes may be here before their turn; 0 to do everything when it is asked for */
    public ReadAhead(int volumes) {
        this.volumes = new Semaphore(volumes);
        this.streams = new Semaphore(volumes == 0 ? 0 : STREAMS);
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "bactrian-ahead-" + NUMBER.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** A volume that is being fetched; null if there is no room for one more. */
    CompletableFuture<InputStream> begin(VolumeOpener opener, int number) {
        if (!volumes.tryAcquire()) {
            return null;
        }
        return CompletableFuture.supplyAsync(() -> opener.open(number), threads);
    }

    /** Waits for a volume whose turn has come, and makes room for another one. */
    InputStream finish(CompletableFuture<InputStream> volume) {
        try {
            return volume.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        } finally {
            volumes.release();
        }
    }

    /** The same bytes, made ahead of the reader if there is room for one more such stream. */
    InputStream ahead(InputStream in) {
        if (in == null || !streams.tryAcquire()) {
            return in;
        }
        return new java.io.FilterInputStream(new AheadInput(in, BUFFER, threads)) {
            private boolean closed;

            @Override
            public void close() throws IOException {
                if (!closed) {
                    closed = true;
                    streams.release();
                    super.close();
                }
            }
        };
    }

    /** Ends the threads, which must have nothing left to do: what was begun was finished or given up before. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
