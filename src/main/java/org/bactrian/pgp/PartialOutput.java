package org.bactrian.pgp;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes the body of one packet whose length is not known beforehand, in parts of 64 KiB with partial lengths (RFC
 * 4880, 4.2.2.4). A body shorter than one part gets its plain length. Not thread-safe.
 */
final class PartialOutput extends OutputStream {
    private static final int PART_BITS = 16;
    private static final int PART = 1 << PART_BITS;

    private final OutputStream out;
    private final byte[] part = new byte[PART];
    private int length;

    /** @param out takes the packet; not closed with this stream */
    PartialOutput(OutputStream out, int tag) throws IOException {
        this.out = out;
        out.write(0xC0 | tag);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        for (int at = offset; at < offset + count;) {
            if (length == PART) { // only now is it sure that this is not the last one
                out.write(0xE0 | PART_BITS);
                out.write(part, 0, PART);
                length = 0;
            }
            int taken = Math.min(offset + count - at, PART - length);
            System.arraycopy(bytes, at, part, length, taken);
            at += taken;
            length += taken;
        }
    }

    /** Writes the last part. */
    @Override
    public void close() throws IOException {
        writeLength(out, length);
        out.write(part, 0, length);
        length = 0;
    }

    /** A length in the new format that is not partial. */
    static void writeLength(OutputStream out, int length) throws IOException {
        if (length < 192) {
            out.write(length);
        } else if (length < 8384) {
            out.write((length - 192 >> 8) + 192);
            out.write(length - 192);
        } else {
            out.write(new byte[] {(byte) 0xFF, (byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8),
                    (byte) length});
        }
    }
}
