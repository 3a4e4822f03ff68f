package org.bactrian.rsync;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * Reads one signature that may be hostile: memory grows with what was really read, never with what a header or an archive
 * claims. Used once, by one thread.
 */
final class SignatureReader {
    private static final int BUFFER = 1 << 14;
    private static final int FIRST_ENTRIES = 64;
    /** Some way below the longest array a Java machine gives; also the most blocks that can be numbered. */
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 64;
    /** More would overflow the index. */
    private static final int MAX_ENTRIES = 1 << 28;
    private static final String GUIDANCE =
            "Without it the file cannot be compared with the last backup; make a new full backup.";

    private final InputStream in;
    private final long length;
    private final String what;
    private final long memoryLimit;
    private final Spool.Source spools;

    private SignatureFormat format;
    private int maxEntries;
    private int blocks;
    /** Of the blocks whose number {@code stride} divides. */
    private int entries;
    private int stride = 1;
    private int[] weakSums = new int[0];
    private byte[] strongSums = new byte[0];
    /** Of all blocks, once they are too many to keep; null before. */
    private SpooledSums spooled;

    /** @param spools null if a signature that is too large shall be refused */
    SignatureReader(InputStream in, long length, String what, long memoryLimit, Spool.Source spools) {
        this.in = in;
        this.length = length;
        this.what = what;
        this.memoryLimit = memoryLimit;
        this.spools = spools;
    }

    Signature read() throws IOException {
        if (length >= 0 && length < SignatureFormat.HEADER_LENGTH) {
            throw damaged("it is shorter than a header");
        }
        format = readHeader(in, what);
        long fitting = Math.min(memoryLimit / Signature.memoryPerBlock(format), MAX_ARRAY / format.strongLength());
        maxEntries = (int) Math.max(1, Math.min(MAX_ENTRIES, fitting));
        try {
            readBlocks();
        } catch (IOException | RuntimeException e) {
            if (spooled != null) {
                spooled.close();
            }
            throw e;
        }
        resize(entries);
        return new Signature(format, blocks, stride, weakSums, strongSums, spooled);
    }

    /** Reads the header and nothing after it. */
    static SignatureFormat readHeader(InputStream in, String what) throws IOException {
        byte[] header = new byte[SignatureFormat.HEADER_LENGTH];
        if (in.readNBytes(header, 0, header.length) < header.length) {
            throw damaged(what, "it is shorter than a header");
        }
        int number = BigEndian.getInt(header, 0);
        int blockLength = BigEndian.getInt(header, 4);
        int strongLength = BigEndian.getInt(header, 8);
        SignatureMagic magic = SignatureMagic.of(number)
                .orElseThrow(() -> damaged(what, String.format("it begins with %08x, which is no known kind", number)));
        if (blockLength < 1 || blockLength > SignatureFormat.MAX_BLOCK_LENGTH) {
            throw damaged(what, "its block length is " + Integer.toUnsignedString(blockLength));
        }
        if (strongLength < 1 || strongLength > magic.strongLength()) {
            throw damaged(what, "its strong sums have " + Integer.toUnsignedString(strongLength) + " bytes");
        }
        return new SignatureFormat(magic, blockLength, strongLength);
    }

    private void readBlocks() throws IOException {
        int record = format.recordLength();
        long left = length < 0 ? Long.MAX_VALUE : length - SignatureFormat.HEADER_LENGTH;
        if (length >= 0) {
            if (left % record != 0) {
                throw damaged("its length of " + length + " bytes is not a whole number of blocks");
            }
            refuseMoreThanFit(left / record);
        }
        byte[] buffer = new byte[(int) Math.min(left, BUFFER - BUFFER % record)];
        while (left > 0) {
            int count = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
            if (count % record != 0 || count == 0 && length >= 0) {
                throw damaged("it ends within a block, after " + (blocks + count / record) + " whole ones");
            }
            if (count == 0) {
                return;
            }
            refuseMoreThanFit(blocks + (long) count / record);
            spool(buffer, count);
            for (int at = 0; at < count; at += record) {
                take(buffer, at);
            }
            left -= count;
        }
    }

    private void refuseMoreThanFit(long count) {
        if (count > (spools == null ? maxEntries : MAX_ARRAY)) {
            throw new BactrianException(ErrorKind.NO_SIGNATURES,
                    what + " has more blocks than fit into " + memoryLimit + " bytes of memory",
                    "Give the program more memory (-Xmx), or make a new full backup with larger blocks.");
        }
    }

    /** Puts records into the spool if there is one, or there has to be, because these may not fit into memory. */
    private void spool(byte[] records, int count) throws IOException {
        int record = format.recordLength();
        if (spooled == null && blocks + (long) count / record > maxEntries) {
            spooled = new SpooledSums(format, spools.open());
            byte[] one = new byte[record];
            for (int entry = 0; entry < entries; entry++) {
                BigEndian.putInt(one, 0, weakSums[entry]);
                System.arraycopy(strongSums, entry * format.strongLength(), one, Integer.BYTES, format.strongLength());
                spooled.append(one, 0, record);
            }
        }
        if (spooled != null) {
            spooled.append(records, 0, count);
        }
    }

    private void take(byte[] records, int at) {
        if (blocks % stride == 0 && entries == maxEntries) {
            thinOut();
        }
        if (blocks % stride == 0) {
            if (entries == weakSums.length) {
                resize((int) Math.min(maxEntries, Math.max(expectedEntries(), 2L * entries)));
            }
            weakSums[entries] = BigEndian.getInt(records, at);
            int strongLength = format.strongLength();
            System.arraycopy(records, at + Integer.BYTES, strongSums, entries * strongLength, strongLength);
            entries++;
        }
        blocks++;
    }

    /** What to make room for at first: what is announced, but not more than one buffer has. */
    private long expectedEntries() {
        if (length < 0) {
            return FIRST_ENTRIES;
        }
        return Math.min(BUFFER, length - SignatureFormat.HEADER_LENGTH) / format.recordLength();
    }

    /** Drops each second entry. */
    private void thinOut() {
        int strongLength = format.strongLength();
        int kept = (entries + 1) / 2;
        for (int entry = 1; entry < kept; entry++) {
            weakSums[entry] = weakSums[2 * entry];
            System.arraycopy(strongSums, 2 * entry * strongLength, strongSums, entry * strongLength, strongLength);
        }
        entries = kept;
        stride *= 2;
    }

    private void resize(int capacity) {
        if (capacity != weakSums.length) {
            weakSums = Arrays.copyOf(weakSums, capacity);
            strongSums = Arrays.copyOf(strongSums, capacity * format.strongLength());
        }
    }

    private BactrianException damaged(String how) {
        return damaged(what, how);
    }

    private static BactrianException damaged(String what, String how) {
        return new BactrianException(ErrorKind.NO_SIGNATURES, what + " is damaged: " + how, GUIDANCE);
    }
}
