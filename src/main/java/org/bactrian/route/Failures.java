package org.bactrian.route;

import java.io.UncheckedIOException;
import java.util.Set;
import java.util.Collections;
import java.util.IdentityHashMap;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** Finds, in what Camel wraps around it, the exception that tells the user what happened. */
public final class Failures {
    private Failures() {
    }

    /**
     * The first {@link BactrianException} among the causes and the suppressed exceptions; else an UNEXPECTED one around
     * the innermost cause.
     */
    public static BactrianException of(Throwable thrown) {
        BactrianException known = find(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
        if (known != null) {
            return known;
        }
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        if (root instanceof java.nio.file.FileSystemException || thrown instanceof UncheckedIOException) {
            return new BactrianException(ErrorKind.GENERAL, root.getMessage() == null ? root.toString() : describe(root),
                    "Check the file and the disk it is on", thrown);
        }
        return new BactrianException(ErrorKind.UNEXPECTED, root.toString(),
                "This is a fault of the program; run it again with -v9 and report what it says", thrown);
    }

    private static String describe(Throwable root) {
        return root.getClass().getSimpleName().replaceAll("Exception$", "").replaceAll("([a-z])([A-Z])", "$1 $2")
                + ": " + root.getMessage();
    }

    private static BactrianException find(Throwable thrown, Set<Throwable> seen) {
        if (thrown == null || !seen.add(thrown)) {
            return null;
        }
        if (thrown instanceof BactrianException known) {
            return known;
        }
        BactrianException below = find(thrown.getCause(), seen);
        for (Throwable suppressed : thrown.getSuppressed()) {
            below = below != null ? below : find(suppressed, seen);
        }
        return below;
    }
}
