package org.bactrian.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.rsync.SignatureCheck;
import org.bactrian.source.SourceEntry;
import org.bactrian.source.SourceFile;

/** Reads files to see whether they still have their signatures: one on each processor. */
final class ContentCheck {
    private ContentCheck() {
    }

    /** As {@link #matches}, at once; beside whatever the caller does if there is a second processor. */
    static Future<Boolean> begin(SourceEntry file, byte[] signature) {
        FutureTask<Boolean> check = new FutureTask<>(() -> matches(file, signature));
        ReadThreads.shared().executor().execute(check);
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
