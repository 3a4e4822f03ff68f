package org.bactrian.restore;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bactrian.log.CountedInput;
import org.bactrian.log.ProgressSource;

/**
 * How far the reading of a chain's volumes has come. What they hold is not known before they were read, only what they take on the
 * store; so what is to come is estimated by how much the volumes read so far have grown when they were opened. Thread-safe.
 */
public final class ReadProgress implements ProgressSource {
    private final int volumes;
    private final long storedBytes;
    private final double growth;
    private final LongSupplier entries;
    private final Supplier<String> doing;
    private final LongSupplier transferred;
    private int begun;
    private long bytes;
    private long endedBytes;
    private long endedStored;

    /**
     * @param volumes     how many will be read
     * @param storedBytes what all of them take on the store
     * @param growth      bytes in a volume for each byte on the store, until one was read; 0 if that is not known
     * @param entries     how many entries are done with
     * @param doing       what the run does now
     * @param transferred bytes that came from the store so far
     */
    public ReadProgress(int volumes, long storedBytes, double growth, LongSupplier entries, Supplier<String> doing,
            LongSupplier transferred) {
        this.volumes = volumes;
        this.storedBytes = storedBytes;
        this.growth = growth;
        this.entries = entries;
        this.doing = doing;
        this.transferred = transferred;
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
     */
    public InputStream counted(InputStream volume, long stored) {
        return new Counted(volume, stored);
    }

    /** A volume that tells at its end how long it was. */
    private final class Counted extends CountedInput {
        private final long stored;
        private final long[] read;
        private boolean ended;

        Counted(InputStream volume, long stored) {
            this(volume, stored, new long[1]);
        }

        private Counted(InputStream volume, long stored, long[] read) {
            super(volume, count -> {
                read[0] += count;
                add(count);
            });
            this.stored = stored;
            this.read = read;
        }

        @Override
        public void close() throws IOException {
            if (!ended) {
                ended = true;
                end(read[0], stored);
            }
            super.close();
        }
    }

    private synchronized void add(long count) {
        bytes += count;
    }

    private synchronized void end(long read, long stored) {
        endedBytes += read;
        endedStored += stored;
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
        double known = endedStored > 0 ? (double) endedBytes / endedStored : growth;
        return known == 0 ? -1 : Math.max(bytes, endedBytes + Math.round(known * (storedBytes - endedStored)));
    }

    @Override
    public long transferred() {
        return transferred.getAsLong();
    }
}
