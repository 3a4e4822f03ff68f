package org.bactrian.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.rsync.SignatureCheck;
import org.bactrian.source.SourceEntry;
import org.bactrian.source.SourceFile;

/** Reads files to see whether they still have their signatures: one on each processor. */
final class ContentCheck {
    private static final long IDLE_SECONDS = 5;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final Executor READERS = PROCESSORS == 1 ? Runnable::run : readers();

    private ContentCheck() {
    }

    /** Daemons, gone after some idle seconds; those who ask bound how much they ask for. */
    private static Executor readers() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(PROCESSORS, PROCESSORS, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "bactrian-compare");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** As {@link #matches}, at once; beside whatever the caller does if there is a second processor. */
    static Future<Boolean> begin(SourceEntry file, byte[] signature) {
        FutureTask<Boolean> check = new FutureTask<>(() -> matches(file, signature));
        READERS.execute(check);
        return check;
    }

    /** Waits for what was begun. */
    static boolean result(Future<Boolean> begun) {
        try {
            return begun.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BactrianException(ErrorKind.INTERRUPTED, "Interrupted", "", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    /**
     * Compares.
     *
     * @param file      in the source
     * @param signature as stored, header and all
     * @return whether the file's content has this very signature; false if it cannot be read, for then the backup shall
     *         try it and say so
     */
    static boolean matches(SourceEntry file, byte[] signature) {
        try (InputStream in = SourceFile.open(file)) {
            return SignatureCheck.matches(in, new ByteArrayInputStream(signature), "the signature of " + file.name());
        } catch (IOException e) {
            return false;
        }
    }
}
