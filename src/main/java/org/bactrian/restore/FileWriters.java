package org.bactrian.restore;

import java.io.Closeable;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The threads that make small files, whose contents are in memory, while the next ones are read from the archive. So much
 * waits to be written and no more. With one thread everything is done at once, by whoever asks. Used by one thread.
 */
final class FileWriters implements Closeable {
    /** More do not help: the kernel changes a folder for one of them at a time. */
    private static final int MOST = 8;
    private static final int UNIT = 1 << 10;
    private static final int WAITING = (8 << 20) / UNIT;

    private final ExecutorService threads;
    private final Semaphore room = new Semaphore(WAITING);
    /** The temporary names that no thread uses at the moment. */
    private final BlockingQueue<byte[]> names = new ArrayBlockingQueue<>(MOST);

    /** @param threads how many; 0 for as many as there are processors */
    FileWriters(int threads) {
        int count = Math.min(MOST, threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
        for (int i = 0; i < count; i++) {
            names.add(TemporaryNames.of(i));
        }
        this.threads = count == 1 ? null : Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "bactrian-write");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Does something, now or soon.
     *
     * @param bytes how much it holds in memory
     * @param task  gets a temporary name that nothing else uses meanwhile; must not throw
     */
    void run(int bytes, Consumer<byte[]> task) {
        if (threads == null) {
            task.accept(names.peek());
            return;
        }
        int units = Math.min(WAITING, bytes / UNIT + 1);
        acquire(units);
        threads.execute(() -> {
            byte[] name = names.remove();
            try {
                task.accept(name);
            } finally {
                names.add(name);
                room.release(units);
            }
        });
    }

    /** Waits until everything is done; ends the threads. */
    @Override
    public void close() {
        if (threads != null) {
            room.acquireUninterruptibly(WAITING);
            threads.shutdown();
        }
    }

    private void acquire(int units) {
        try {
            room.acquire(units);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BactrianException(ErrorKind.INTERRUPTED, "Interrupted", "", e);
        }
    }
}
