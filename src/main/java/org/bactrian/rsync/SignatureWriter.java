package org.bactrian.rsync;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.Executor;

/**
 * Makes the librsync signature (spec 4.2) of what is pushed into it:
 * <pre>
 * header ({@link SignatureFormat}), then for each block, the last of which may be short:
 * offset size
 *      0    4  weak sum, big-endian
 *      4    n  first bytes of the strong sum
 * </pre>
 * Holds at most one block and a few kilobytes. Not thread-safe; others may help it.
 */
public final class SignatureWriter {
    private static final int OUTPUT_BUFFER = 2048;

    private final OutputStream out;
    private final SignatureFormat format;
    private final int blockLength;
    private final BlockSums sums;
    private byte[] records = new byte[OUTPUT_BUFFER];
    private int recordsUsed;
    private byte[] block = new byte[0];
    private int blockUsed;
    private RecentSums recent = RecentSums.NONE;
    /** Help to sum; null for none. */
    private Executor threads;
    private int mostHelpers;
    /** What the next bytes' sums wait for; null for nothing. */
    private BlockSums.Begun begun;
    private boolean finished;

    /**
     * @param out    takes the signature, in pieces of some size; neither flushed nor closed
     * @param format which sums, and how long the blocks are
     */
    public SignatureWriter(OutputStream out, SignatureFormat format) {
        this.out = out;
        this.format = format;
        this.blockLength = format.blockLength();
        this.sums = new BlockSums(format);
        format.writeHeader(records, 0);
        this.recordsUsed = SignatureFormat.HEADER_LENGTH;
    }

    /**
     * From now on sums many blocks at once with the help of other threads. Before anything is written.
     *
     * @param helpers take tasks that wait for nothing; for those that are busy nobody waits
     * @param most    how many of them may help
     * @param piece   bytes that are written at once, of large files
     */
    public void sumWith(Executor helpers, int most, int piece) {
        threads = helpers;
        mostHelpers = most;
        records = Arrays.copyOf(records, SignatureFormat.HEADER_LENGTH + (piece / blockLength + 1) * format.recordLength());
    }

    /** The sums it makes from now on, the last {@code most} of them; none if they are not those of {@code wanted}. */
    RecentSums keepRecent(SignatureFormat wanted, int most) {
        recent = format.equals(wanted) ? new RecentSums(format, most) : RecentSums.NONE;
        return recent;
    }

    /** Takes the next bytes of the file, in pieces of any size. */
    public void write(byte[] bytes, int offset, int count) throws IOException {
        begin(bytes, offset, count);
        complete();
    }

    /** As {@link #write}, but it may still be at work with the bytes, until {@link #complete} has returned. */
    public void begin(byte[] bytes, int offset, int count) throws IOException {
        int at = offset;
        int end = offset + count;
        if (blockUsed > 0) {
            at += fillBlock(bytes, offset, count);
        }
        for (int blocks; begun == null && (blocks = (end - at) / blockLength) > 0;) {
            at += blockLength * addAll(bytes, at, blocks);
        }
        if (at < end) {
            fillBlock(bytes, at, end - at);
        }
    }

    /** Waits until nothing is at work any more. */
    public void complete() {
        if (begun != null) {
            BlockSums.Begun ended = begun;
            begun = null;
            ended.end();
            added(ended.blocks());
        }
    }

    /** Writes what is left. The signature is whole only after this; more must not be written. */
    public void finish() throws IOException {
        if (finished) {
            return;
        }
        finished = true;
        complete();
        if (blockUsed > 0) {
            add(block, 0, blockUsed);
        }
        out.write(records, 0, recordsUsed);
        block = new byte[0];
    }

    /** Adds to the block begun, and tells how many bytes were taken. */
    private int fillBlock(byte[] bytes, int offset, int count) throws IOException {
        int taken = Math.min(count, blockLength - blockUsed);
        if (blockUsed + taken > block.length) {
            block = Arrays.copyOf(block, (int) Math.min(blockLength, Math.max(blockUsed + taken, 2L * block.length)));
        }
        System.arraycopy(bytes, offset, block, blockUsed, taken);
        blockUsed += taken;
        if (blockUsed == blockLength) {
            add(block, 0, blockLength);
            blockUsed = 0;
        }
        return taken;
    }

    private void add(byte[] bytes, int offset, int count) throws IOException {
        room(1);
        sums.sum(bytes, offset, count, records, recordsUsed);
        added(1);
    }

    /** Adds as many whole blocks as there is room for, at least one, and tells how many. */
    private int addAll(byte[] bytes, int offset, int blocks) throws IOException {
        int some = Math.min(blocks, room(blocks));
        if (threads != null && some == blocks) {
            begun = sums.begin(bytes, offset, some, records, recordsUsed, threads, mostHelpers);
        } else {
            sums.sumAll(bytes, offset, some, records, recordsUsed);
            added(some);
        }
        return some;
    }

    /** For how many blocks' sums there is room: for as many as are wanted, or as a buffer holds. */
    private int room(int blocks) throws IOException {
        int wanted = Math.min(blocks, records.length / format.recordLength());
        if (recordsUsed + wanted * format.recordLength() > records.length) {
            out.write(records, 0, recordsUsed);
            recordsUsed = 0;
        }
        return (records.length - recordsUsed) / format.recordLength();
    }

    private void added(int blocks) {
        recent.add(records, recordsUsed, blocks);
        recordsUsed += blocks * format.recordLength();
    }
}
