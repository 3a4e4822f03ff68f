package org.bactrian.rsync;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Makes the librsync signature (spec 4.2) of what is pushed into it:
 * <pre>
 * header ({@link SignatureFormat}), then for each block, the last of which may be short:
 * offset size
 *      0    4  weak sum, big-endian
 *      4    n  first bytes of the strong sum
 * </pre>
 * Holds at most one block and a few kilobytes. Not thread-safe.
 */
public final class SignatureWriter {
    private static final int OUTPUT_BUFFER = 2048;

    private final OutputStream out;
    private final SignatureFormat format;
    private final int blockLength;
    private final int strongLength;
    private final WeakSum weakSum;
    private final StrongSum strongSum;
    private final byte[] sum;
    private final byte[] records = new byte[OUTPUT_BUFFER];
    private int recordsUsed;
    private byte[] block = new byte[0];
    private int blockUsed;
    private RecentSums recent = RecentSums.NONE;
    private boolean finished;

    /**
     * @param out    takes the signature, in pieces of some size; neither flushed nor closed
     * @param format which sums, and how long the blocks are
     */
    public SignatureWriter(OutputStream out, SignatureFormat format) {
        this.out = out;
        this.format = format;
        this.blockLength = format.blockLength();
        this.strongLength = format.strongLength();
        this.weakSum = format.magic().weakSum();
        this.strongSum = format.magic().newStrongSum();
        this.sum = new byte[strongSum.length()];
        format.writeHeader(records, 0);
        this.recordsUsed = SignatureFormat.HEADER_LENGTH;
    }

    /** The sums it makes from now on, the last {@code most} of them; none if they are not those of {@code wanted}. */
    RecentSums keepRecent(SignatureFormat wanted, int most) {
        recent = format.equals(wanted) ? new RecentSums(blockLength, strongLength, most) : RecentSums.NONE;
        return recent;
    }

    /** Takes the next bytes of the file, in pieces of any size. */
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int at = offset;
        int end = offset + count;
        if (blockUsed > 0) {
            at += fillBlock(bytes, offset, count);
        }
        for (; end - at >= blockLength; at += blockLength) {
            add(bytes, at, blockLength);
        }
        if (at < end) {
            fillBlock(bytes, at, end - at);
        }
    }

    /** Writes what is left. The signature is whole only after this; more must not be written. */
    public void finish() throws IOException {
        if (finished) {
            return;
        }
        finished = true;
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
        if (recordsUsed + Integer.BYTES + strongLength > records.length) {
            out.write(records, 0, recordsUsed);
            recordsUsed = 0;
        }
        int weak = weakSum.of(bytes, offset, count);
        BigEndian.putInt(records, recordsUsed, weak);
        strongSum.sum(bytes, offset, count, sum);
        System.arraycopy(sum, 0, records, recordsUsed + Integer.BYTES, strongLength);
        recordsUsed += Integer.BYTES + strongLength;
        recent.add(weak, sum);
    }
}
