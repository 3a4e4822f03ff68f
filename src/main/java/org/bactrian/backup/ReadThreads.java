package org.bactrian.backup;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that read the source's files, one on each processor up to some, for the whole process: daemons, gone after some idle seconds.
 * Who uses them bounds how much it asks for. With one processor it is the thread that asks.
 *
 * @param executor runs what is to be read; tasks never wait for each other
 * @param count    how many threads
 */
record ReadThreads(Executor executor, int count) {
    /** More than that wait for the disk, or for those who compress. */
    private static final int MOST = 8;
    private static final long IDLE_SECONDS = 5;
    private static final ReadThreads SHARED = create(Math.min(MOST, Runtime.getRuntime().availableProcessors()));

    /** Those of the process. */
    static ReadThreads shared() {
        return SHARED;
    }

    private static ReadThreads create(int count) {
        if (count == 1) {
            return new ReadThreads(Runnable::run, count);
        }
        ThreadPoolExecutor pool = new ThreadPoolExecutor(count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "bactrian-file");
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return new ReadThreads(pool, count);
    }
}
