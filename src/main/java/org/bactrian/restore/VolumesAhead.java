package org.bactrian.restore;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;

/**
 * Opens the volumes of one set, each while the one before is being read. What goes wrong with one is raised when it is asked
 * for, so nobody hears of a volume that is not needed. Not thread-safe.
 */
public final class VolumesAhead implements VolumeOpener {
    private final VolumeOpener opener;
    private final Iterator<Integer> numbers;
    private final ReadAhead ahead;
    private int nextNumber = -1;
    private CompletableFuture<InputStream> next;

    /**
     * @param opener  opens a volume; called from other threads
     * @param numbers of the volumes, in the order in which they will be asked for
     * @param ahead   the threads, and the bounds
     */
    public VolumesAhead(VolumeOpener opener, Iterator<Integer> numbers, ReadAhead ahead) {
        this.opener = opener;
        this.numbers = numbers;
        this.ahead = ahead;
        this.nextNumber = numbers.hasNext() ? numbers.next() : -1;
    }

    @Override
    public InputStream open(int number) {
        if (number != nextNumber) {
            throw new IllegalStateException("volume " + number + " asked for in the place of " + nextNumber);
        }
        CompletableFuture<InputStream> begun = next;
        next = null;
        nextNumber = numbers.hasNext() ? numbers.next() : -1;
        InputStream volume;
        try {
            volume = begun != null ? ahead.finish(begun) : opener.open(number);
        } finally {
            if (nextNumber >= 0) {
                next = ahead.begin(opener, nextNumber);
            }
        }
        return ahead.ahead(volume);
    }

    /** Waits for a volume on its way, and gives it up. */
    @Override
    public void close() throws IOException {
        CompletableFuture<InputStream> unread = next;
        next = null;
        if (unread == null) {
            return;
        }
        try (InputStream volume = ahead.finish(unread)) {
            return;
        } catch (RuntimeException e) {
            return; // that of a volume which nobody asked for
        }
    }
}
