package org.bactrian.restore;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Gives the clear bytes of a volume after everything that can be checked before reading it was checked. */
@FunctionalInterface
public interface VolumeOpener extends Closeable {
    /**
     * Opens a volume.
     *
     * @param number of the volume in its set
     * @return its tar, closed by the receiver; null if it is damaged, that was said, and reading shall go on without it
     * @throws org.bactrian.error.BactrianException if it is missing, damaged or cannot be opened
     */
    InputStream open(int number);

    /** Gives up what was prepared and not asked for. */
    @Override
    default void close() throws IOException {
    }
}
