package org.bactrian.rsync;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the commands of a librsync delta (spec 4.3), each in its shortest form; copies that follow each other in the old
 * file become one.
 * <pre>
 * 72730236, then commands; numbers are big-endian and unsigned:
 * 01-40    that many bytes, which follow
 * 41-44    a length in 1, 2, 4 or 8 bytes, then so many bytes
 * 45-54    45 + 4a + b: the start of a copy in 2^a bytes, then its length in 2^b bytes
 * 00       the end
 * </pre>
 * Not thread-safe.
 */
final class DeltaEncoder {
    static final int MAGIC = 0x72730236;
    static final int END = 0x00;
    static final int MAX_SHORT_LITERAL = 0x40;
    static final int LITERAL = 0x41;
    static final int COPY = 0x45;
    static final int FIRST_RESERVED = 0x55;

    private final OutputStream out;
    private final byte[] command = new byte[1 + 2 * Long.BYTES];
    private long copyStart;
    private long copyLength;

    /** @param out takes the delta; the magic is written at once */
    DeltaEncoder(OutputStream out) throws IOException {
        this.out = out;
        out.write(command, 0, BigEndian.put(command, 0, MAGIC, Integer.BYTES));
    }

    /** Copies {@code length} bytes, not 0, from {@code start} of the old file. */
    void copy(long start, long length) throws IOException {
        if (copyLength > 0 && copyStart + copyLength == start) {
            copyLength += length;
            return;
        }
        flushCopy();
        copyStart = start;
        copyLength = length;
    }

    /** Puts new bytes, not none. */
    void literal(byte[] bytes, int offset, int count) throws IOException {
        flushCopy();
        int used = 1;
        if (count <= MAX_SHORT_LITERAL) {
            command[0] = (byte) count;
        } else {
            int log = widthLog(count);
            command[0] = (byte) (LITERAL + log);
            used = BigEndian.put(command, used, count, 1 << log);
        }
        out.write(command, 0, used);
        out.write(bytes, offset, count);
    }

    void end() throws IOException {
        flushCopy();
        out.write(END);
    }

    private void flushCopy() throws IOException {
        if (copyLength == 0) {
            return;
        }
        int startLog = widthLog(copyStart);
        int lengthLog = widthLog(copyLength);
        command[0] = (byte) (COPY + 4 * startLog + lengthLog);
        int used = BigEndian.put(command, 1, copyStart, 1 << startLog);
        out.write(command, 0, BigEndian.put(command, used, copyLength, 1 << lengthLog));
        copyLength = 0;
    }

    /** 0 to 3: the binary logarithm of how many bytes the number needs, of 1, 2, 4 or 8. */
    private static int widthLog(long number) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(number);
        return bits <= Byte.SIZE ? 0 : bits <= Short.SIZE ? 1 : bits <= Integer.SIZE ? 2 : 3;
    }
}
