package org.bactrian.restore;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bactrian.log.CountedInput;
import org.bactrian.log.ProgressSource;

/**
 * How far the reading of a chain's volumes has come. What they hold is not known before they were read, but what they take on the store
 * is: so from how much of that was opened, and what came of it, follows how much there will be. Thread-safe.
 */
public final class ReadProgress implements ProgressSource {
    private final int volumes;
    private final long storedBytes;
    private final LongSupplier entries;
    private final Supplier<String> doing;
    private final LongSupplier transferred;
    private final Runnable afterEach;
    private final Set<Counted> open = new HashSet<>();
    private int begun;
    private long bytes;
    private long endedStored;

    /**
     * @param volumes     how many will be read
     * @param storedBytes what all of them take on the store
     * @param entries     how many entries were come to
     * @param doing       what the run does now
     * @param transferred bytes that came from the store so far
     * @param afterEach   run after each read; may throw to end the reading
     */
    public ReadProgress(int volumes, long storedBytes, LongSupplier entries, Supplier<String> doing, LongSupplier transferred,
            Runnable afterEach) {
        this.volumes = volumes;
        this.storedBytes = storedBytes;
        this.entries = entries;
        this.doing = doing;
        this.transferred = transferred;
        this.afterEach = afterEach;
    }

    /** A volume is going to be fetched. */
    public synchronized void begin() {
        begun++;
    }

    /**
     * Counts what is read of an opened volume.
     *
     * @param volume the opened volume; closed with what this gives
     * @param stored the bytes it takes on the store
     * @param read   how many sealed bytes of it were read so far, those to prove its integrity too
     */
    public synchronized InputStream counted(InputStream volume, long stored, LongSupplier read) {
        Counted counted = new Counted(volume, stored, read);
        open.add(counted);
        return counted;
    }

    /** A volume that is being read. */
    private final class Counted extends CountedInput {
        private final long stored;
        private final LongSupplier read;
        private final long proof;

        Counted(InputStream volume, long stored, LongSupplier read) {
            super(volume, count -> {
                add(count);
                afterEach.run();
            });
            this.stored = stored;
            this.read = read;
            this.proof = read.getAsLong();
        }

        /** How many of its sealed bytes were opened. */
        long opened() {
            return Math.min(stored, read.getAsLong() - proof);
        }

        @Override
        public void close() throws IOException {
            end(this);
            super.close();
        }
    }

    private synchronized void add(long count) {
        bytes += count;
    }

    private synchronized void end(Counted volume) {
        if (open.remove(volume)) {
            endedStored += volume.stored;
        }
    }

    @Override
    public String doing() {
        return doing.get();
    }

    @Override
    public synchronized long bytes() {
        return bytes;
    }

    @Override
    public long files() {
        return entries.getAsLong();
    }

    @Override
    public synchronized int volumes() {
        return begun;
    }

    @Override
    public int expectedVolumes() {
        return volumes;
    }

    @Override
    public synchronized long expectedBytes() {
        long opened = endedStored + open.stream().mapToLong(Counted::opened).sum();
        return opened == 0 ? -1 : Math.max(bytes, Math.round((double) bytes * storedBytes / opened));
    }

    @Override
    public long transferred() {
        return transferred.getAsLong();
    }
}
