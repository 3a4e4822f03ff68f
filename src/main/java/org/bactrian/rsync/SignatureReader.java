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
    private static final int FIRST_BLOCKS = 64;
    /** More would overflow the index. */
    private static final long MAX_BLOCKS = 1 << 28;
    /** Some way below the longest array a Java machine gives. */
    private static final long MAX_ARRAY = Integer.MAX_VALUE - 64;
    private static final String GUIDANCE =
            "Without it the file cannot be compared with the last backup; make a new full backup.";

    private final InputStream in;
    private final long length;
    private final String what;
    private final long memoryLimit;

    private int[] weakSums = new int[0];
    private byte[] strongSums = new byte[0];
    private SignatureFormat format;
    private long maxBlocks;
    private int blocks;

    SignatureReader(InputStream in, long length, String what, long memoryLimit) {
        this.in = in;
        this.length = length;
        this.what = what;
        this.memoryLimit = memoryLimit;
    }

    Signature read() throws IOException {
        format = readHeader();
        int record = format.recordLength();
        long toRead = length < 0 ? Long.MAX_VALUE : length - SignatureFormat.HEADER_LENGTH;
        if (length >= 0 && toRead % record != 0) {
            throw damaged("its length of " + length + " bytes is not a whole number of blocks");
        }
        maxBlocks = Math.min(MAX_BLOCKS, memoryLimit / Signature.memoryPerBlock(format));
        maxBlocks = Math.min(maxBlocks, MAX_ARRAY / format.strongLength());
        if (length >= 0) {
            refuseMoreThanFit(toRead / record);
            maxBlocks = toRead / record;
        }
        byte[] buffer = new byte[(int) Math.min(toRead, BUFFER - BUFFER % record)];
        while (toRead > 0) {
            int count = in.readNBytes(buffer, 0, (int) Math.min(toRead, buffer.length));
            if (count % record != 0 || count == 0 && length >= 0) {
                throw damaged("it ends within a block, after " + (blocks + count / record) + " whole ones");
            }
            if (count == 0) {
                break;
            }
            toRead -= count;
            take(buffer, count / record);
        }
        int[] weak = weakSums.length == blocks ? weakSums : Arrays.copyOf(weakSums, blocks);
        int strongBytes = blocks * format.strongLength();
        byte[] strong = strongSums.length == strongBytes ? strongSums : Arrays.copyOf(strongSums, strongBytes);
        return new Signature(format, blocks, weak, strong);
    }

    private SignatureFormat readHeader() throws IOException {
        byte[] header = new byte[SignatureFormat.HEADER_LENGTH];
        if (length >= 0 && length < header.length || in.readNBytes(header, 0, header.length) < header.length) {
            throw damaged("it is shorter than a header");
        }
        int number = BigEndian.getInt(header, 0);
        int blockLength = BigEndian.getInt(header, 4);
        int strongLength = BigEndian.getInt(header, 8);
        SignatureMagic magic = SignatureMagic.of(number)
                .orElseThrow(() -> damaged(String.format("it begins with %08x, which is no known kind", number)));
        if (blockLength < 1 || blockLength > SignatureFormat.MAX_BLOCK_LENGTH) {
            throw damaged("its block length is " + Integer.toUnsignedString(blockLength));
        }
        if (strongLength < 1 || strongLength > magic.strongLength()) {
            throw damaged("its strong sums have " + Integer.toUnsignedString(strongLength) + " bytes");
        }
        return new SignatureFormat(magic, blockLength, strongLength);
    }

    private void refuseMoreThanFit(long count) {
        if (count > maxBlocks) {
            throw new BactrianException(ErrorKind.NO_SIGNATURES,
                    what + " has more blocks than fit into " + memoryLimit + " bytes of memory",
                    "Give the program more memory (-Xmx), or make a new full backup with larger blocks.");
        }
    }

    private void take(byte[] records, int count) {
        refuseMoreThanFit(blocks + (long) count);
        int strongLength = format.strongLength();
        if (blocks + count > weakSums.length) {
            long wanted = Math.max(blocks + (long) count, Math.max(FIRST_BLOCKS, 2L * weakSums.length));
            int capacity = (int) Math.min(maxBlocks, wanted);
            weakSums = Arrays.copyOf(weakSums, capacity);
            strongSums = Arrays.copyOf(strongSums, capacity * strongLength);
        }
        for (int i = 0, at = 0; i < count; i++, at += format.recordLength()) {
            weakSums[blocks] = BigEndian.getInt(records, at);
            System.arraycopy(records, at + Integer.BYTES, strongSums, blocks * strongLength, strongLength);
            blocks++;
        }
    }

    private BactrianException damaged(String how) {
        return new BactrianException(ErrorKind.NO_SIGNATURES, what + " is damaged: " + how, GUIDANCE);
    }
}
