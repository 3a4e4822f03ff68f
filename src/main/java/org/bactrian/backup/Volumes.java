package org.bactrian.backup;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The volumes of a set, one after the other, for a splitter that works on several at once: the next volume can only be
 * begun when the one before has taken all its entries, while earlier volumes are still on their way to the store.
 *
 * <p>Camel's splitter asks {@link #hasNext} once more before it works on what it has, so that must not wait; it is
 * {@link #next} that waits, and at the end gives null, which the splitter takes for the end. As it then goes on at once,
 * {@code next} waits for the volumes on their way first. If one of them fails, the reason is thrown once; ending without
 * it would let the route go on as if all were well. The splitter's pool needs at least two threads, one of them to wait.
 */
public final class Volumes implements Iterator<Volume> {
    private final TarItems items;
    private final VolumeForm form;
    private final int ahead;
    private final Runnable beforeEach;
    private int handedOut;
    private int produced;
    private int finished;
    private int inHand;
    private boolean ended;
    private Throwable failure;

    /**
     * @param items      the tar entries that are to be stored, standing on the first
     * @param form       of each volume
     * @param stored     how many volumes are stored already
     * @param ahead      how many volumes may be on their way to the store when the next one is begun; 0: one by one
     * @param beforeEach run before each tar entry; may throw to end the run
     */
    public Volumes(TarItems items, VolumeForm form, int stored, int ahead, Runnable beforeEach) {
        this.ahead = ahead;
        this.items = items;
        this.form = form;
        this.beforeEach = beforeEach;
        this.handedOut = stored;
        this.produced = stored;
        this.finished = stored;
    }

    /** Whether the end is not known to be reached; does not wait. */
    @Override
    public synchronized boolean hasNext() {
        return !ended;
    }

    /** The next volume; null if there is none. A set has at least one, if only an empty one. */
    @Override
    public synchronized Volume next() {
        if (ended) {
            throw new NoSuchElementException();
        }
        while (failure == null && (produced < handedOut || handedOut - finished > ahead)) {
            await();
        }
        if (failure == null && (handedOut == 0 || items.hasCurrent())) {
            return new Volume(++handedOut, items, form, this);
        }
        while (failure == null && finished < handedOut) {
            await();
        }
        ended = true;
        if (failure != null) {
            throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
        }
        return null;
    }

    /** How many volumes were begun. */
    synchronized int begun() {
        return handedOut;
    }

    /** Ends the production of a volume if the run shall end. */
    void beforeEach() {
        beforeEach.run();
    }

    /** Takes the word of a volume that all its entries are in. */
    synchronized void produced(Volume volume) {
        produced = volume.number();
        notifyAll();
    }

    /** Takes the word of a route that it has a volume in hand. */
    public synchronized void started() {
        inHand++;
    }

    /** Takes the word of a route that it is done with a volume, well or badly. */
    public synchronized void finished() {
        inHand--;
        finished++;
        notifyAll();
    }

    /** Ends the run: no further volume is begun. The first reason given stays. */
    public synchronized void abort(Throwable reason) {
        failure = failure == null ? reason : failure;
        notifyAll();
    }

    /** Waits until no volume is on its way any more, so that what they use may go. */
    public synchronized void awaitFinished() {
        while (inHand > 0) {
            await();
        }
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BactrianException(ErrorKind.INTERRUPTED, "Interrupted", "", e);
        }
    }
}
