package org.bactrian.pgp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads packet after packet (RFC 4880, 4.2), old and new format, all kinds of length. Holds nothing. Not thread-safe.
 *
 * <pre>
 * tag byte    bit 7 set; bit 6 new format: bits 5-0 tag; old: bits 5-2 tag, 1-0 size of the length: 1, 2, 4 bytes, 3 = to the end
 * new length  0-191: itself; 192-223: two bytes, (first - 192) * 256 + second + 192; 224-254: partial, 2^(first &amp; 31), another
 *             length follows that part; 255: four bytes
 * </pre>
 */
final class PacketReader {
    private static final long TO_THE_END = Long.MAX_VALUE;

    private final InputStream in;
    private Body current;

    /** @param in buffered; not closed here */
    PacketReader(InputStream in) {
        this.in = in;
    }

    /** The next packet, after skipping what was not read of the one before; null at the end of the stream. */
    Packet next() throws IOException {
        if (current != null) {
            current.skipAll();
        }
        int first = in.read();
        if (first < 0) {
            return null;
        }
        if ((first & 0x80) == 0) {
            throw new PgpFormatException("is not OpenPGP, or has bytes after its end");
        }
        if ((first & 0x40) != 0) {
            current = new Body();
            current.readLength();
            return new Packet(first & 0x3F, current);
        }
        current = new Body(oldLength(first & 3));
        return new Packet(first >> 2 & 15, current);
    }

    private long oldLength(int kind) throws IOException {
        return switch (kind) {
            case 0 -> readByte();
            case 1 -> readByte() << 8 | readByte();
            case 2 -> readInt();
            default -> TO_THE_END;
        };
    }

    private int readByte() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("is cut short");
        }
        return b;
    }

    private long readInt() throws IOException {
        return (long) readByte() << 24 | readByte() << 16 | readByte() << 8 | readByte();
    }

    private final class Body extends InputStream {
        private long left;
        private boolean more;

        /** With a length yet to be read. */
        Body() {
        }

        Body(long length) {
            left = length;
        }

        private void readLength() throws IOException {
            int first = readByte();
            more = first >= 224 && first < 255;
            if (first < 192) {
                left = first;
            } else if (first < 224) {
                left = (first - 192 << 8) + readByte() + 192;
            } else {
                left = more ? 1L << (first & 31) : readInt();
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            while (left == 0 && more) {
                readLength();
            }
            if (left == 0) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(count, left));
            if (read >= 0 && left != TO_THE_END) {
                left -= read;
            } else if (read < 0 && left != TO_THE_END) {
                throw new EOFException("is cut short");
            } else if (read < 0) {
                left = 0;
            }
            return read;
        }

        private void skipAll() throws IOException {
            byte[] bin = new byte[8192];
            while (read(bin, 0, bin.length) >= 0) {
                continue;
            }
        }
    }
}
