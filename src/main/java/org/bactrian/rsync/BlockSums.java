package org.bactrian.rsync;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the sums of blocks as they stand in signatures (see {@link SignatureWriter}). Not thread-safe. */
final class BlockSums {
    /** Blocks that a thread takes at a time. */
    private static final int PART = 32;

    private final SignatureFormat format;
    private final WeakSum weakSum;
    private final StrongSum strongSum;
    private final byte[] strong;

    BlockSums(SignatureFormat format) {
        this.format = format;
        this.weakSum = format.magic().weakSum();
        this.strongSum = format.magic().newStrongSum();
        this.strong = new byte[2 * strongSum.length()];
    }

    /** Puts the sums of one block, which may be short, at {@code place} in {@code to}. */
    void sum(byte[] bytes, int offset, int count, byte[] to, int place) {
        strongSum.sum(bytes, offset, count, strong);
        put(bytes, offset, count, 0, to, place);
    }

    /** Puts the sums of neighbouring whole blocks one behind the other from {@code place} on in {@code to}. */
    void sumAll(byte[] bytes, int offset, int blocks, byte[] to, int place) {
        int blockLength = format.blockLength();
        int at = offset;
        int put = place;
        for (int left = blocks; left > 1; left -= 2) {
            strongSum.sumTwo(bytes, at, blockLength, strong);
            put(bytes, at, blockLength, 0, to, put);
            put(bytes, at + blockLength, blockLength, strongSum.length(), to, put + format.recordLength());
            at += 2 * blockLength;
            put += 2 * format.recordLength();
        }
        if (blocks % 2 > 0) {
            sum(bytes, at, blockLength, to, put);
        }
    }

    /**
     * As the other, begun by threads that have nothing else to do, and ended by who asks: for those that are busy nobody waits.
     *
     * @param threads take tasks that wait for nothing
     * @param most    how many of them may help
     */
    Begun begin(byte[] bytes, int offset, int blocks, byte[] to, int place, Executor threads, int most) {
        Begun begun = new Begun(bytes, offset, blocks, to, place);
        for (int i = 0; i < Math.min(most, begun.parts); i++) {
            threads.execute(() -> begun.work(new BlockSums(format)));
        }
        return begun;
    }

    private void put(byte[] bytes, int offset, int count, int from, byte[] to, int place) {
        BigEndian.putInt(to, place, weakSum.of(bytes, offset, count));
        System.arraycopy(strong, from, to, place + Integer.BYTES, format.strongLength());
    }

    /** Blocks in a row, summed by whoever takes the next part. */
    final class Begun {
        private final byte[] bytes;
        private final int offset;
        private final int blocks;
        private final byte[] to;
        private final int place;
        private final int parts;
        private final AtomicInteger taken = new AtomicInteger();
        private final Semaphore ended = new Semaphore(0);
        private volatile RuntimeException failure;

        private Begun(byte[] bytes, int offset, int blocks, byte[] to, int place) {
            this.bytes = bytes;
            this.offset = offset;
            this.blocks = blocks;
            this.to = to;
            this.place = place;
            this.parts = (blocks + PART - 1) / PART;
        }

        int blocks() {
            return blocks;
        }

        /** Who comes too late touches nothing. */
        private void work(BlockSums sums) {
            for (int part = taken.getAndIncrement(); part < parts; part = taken.getAndIncrement()) {
                int first = part * PART;
                try {
                    sums.sumAll(bytes, offset + first * format.blockLength(), Math.min(PART, blocks - first), to,
                            place + first * format.recordLength());
                } catch (RuntimeException e) {
                    failure = e;
                } finally {
                    ended.release();
                }
            }
        }

        /** Does what nobody has begun, and waits for the others. */
        void end() {
            work(BlockSums.this);
            ended.acquireUninterruptibly(parts);
            if (failure != null) {
                throw failure;
            }
        }
    }
}
