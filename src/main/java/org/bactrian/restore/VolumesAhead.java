package org.bactrian.restore;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;

/**
 * Opens the volumes of one set: the first at once, and when one is asked for, as many of those after it as there is room for. What goes
 * wrong with one is raised when it is asked for, so nobody hears of a volume that is not needed. Not thread-safe.
 */
public final class VolumesAhead implements VolumeOpener {
    private static final int NONE = -1;

    private final VolumeOpener opener;
    private final Iterator<Integer> numbers;
    private final ReadAhead ahead;
    private final Deque<Begun> begun = new ArrayDeque<>();
    /** The first that is not begun. */
    private int following;

    /** A volume on its way. */
    private record Begun(int number, CompletableFuture<InputStream> volume) {
    }

    /**
     * @param opener  opens a volume; called from other threads
     * @param numbers of the volumes, in the order in which they will be asked for
     * @param ahead   the threads, and the bounds
     */
    public VolumesAhead(VolumeOpener opener, Iterator<Integer> numbers, ReadAhead ahead) {
        this.opener = opener;
        this.numbers = numbers;
        this.ahead = ahead;
        advance();
        begin(); // one only: so that each of the sets of a chain begins with one
    }

    @Override
    public InputStream open(int number) {
        Begun first = begun.poll();
        int expected = first != null ? first.number() : following;
        if (number != expected) {
            throw new IllegalStateException("volume " + number + " asked for in the place of " + expected);
        }
        if (first == null) {
            advance();
        }
        InputStream volume;
        try {
            volume = first != null ? ahead.finish(first.volume()) : opener.open(number);
        } finally {
            while (begin()) {
                continue;
            }
        }
        return ahead.ahead(volume);
    }

    private void advance() {
        following = numbers.hasNext() ? numbers.next() : NONE;
    }

    /** Begins one more if there is one and room for it. */
    private boolean begin() {
        CompletableFuture<InputStream> volume = following == NONE ? null : ahead.begin(opener, following);
        if (volume == null) {
            return false;
        }
        begun.add(new Begun(following, volume));
        advance();
        return true;
    }

    /** Waits for the volumes on their way, and gives them up. */
    @Override
    public void close() throws IOException {
        while (!begun.isEmpty()) {
            giveUp(begun.remove());
        }
    }

    private void giveUp(Begun unread) throws IOException {
        try (InputStream volume = ahead.finish(unread.volume())) {
            return;
        } catch (RuntimeException e) {
            return; // that of a volume which nobody asked for
        }
    }
}
