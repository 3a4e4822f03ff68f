package org.bactrian.rsync;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/** The sums of all blocks of a signature, as they stood in it, in a spool; quick to read in order. Not thread-safe. */
final class SpooledSums implements Closeable {
    private static final int PAGE_BYTES = 1 << 15;

    private final Spool spool;
    private final int recordLength;
    private final int strongLength;
    private final byte[] page;
    private int pageStart;
    private int pageCount;

    SpooledSums(SignatureFormat format, Spool spool) {
        this.spool = spool;
        this.recordLength = format.recordLength();
        this.strongLength = format.strongLength();
        this.page = new byte[PAGE_BYTES / recordLength * recordLength];
    }

    void append(byte[] records, int offset, int count) throws IOException {
        spool.append(records, offset, count);
    }

    int weakSum(int block) throws IOException {
        return BigEndian.getInt(page, find(block));
    }

    boolean hasStrongSum(int block, byte[] sum) throws IOException {
        int at = find(block) + Integer.BYTES;
        return Arrays.equals(page, at, at + strongLength, sum, 0, strongLength);
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }

    /** Where in the page the block's record is, after reading the page that begins with it if need be. */
    private int find(int block) throws IOException {
        if (block < pageStart || block - pageStart >= pageCount) {
            long from = (long) block * recordLength;
            int count = (int) Math.min(page.length, spool.length() - from);
            spool.readFully(from, page, 0, count);
            pageStart = block;
            pageCount = count / recordLength;
        }
        return (block - pageStart) * recordLength;
    }
}
