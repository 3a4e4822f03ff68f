package org.bactrian.seal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads gzip members (RFC 1952) up to the end of the stream, strictly: a wrong header, CRC or length, an end in the
 * middle and anything after the last member are errors. Names and comments are skipped without being held. Not
 * thread-safe.
 */
final class GzipInput extends InputStream {
    private static final int BUFFER = 64 * 1024;
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final CRC32 headerCrc = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private boolean inMember;
    private boolean ended;

    /** @param in closed with this stream; need not be buffered */
    GzipInput(InputStream in) throws IOException {
        this.in = in;
        readHeader();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember) {
                readHeader();
            }
            int made = inflate(bytes, offset, count);
            if (made > 0) {
                crc.update(bytes, offset, made);
                return made;
            }
            if (inflater.finished()) {
                readTrailer();
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        inflater.end();
        in.close();
    }

    private int inflate(byte[] bytes, int offset, int count) throws IOException {
        try {
            if (inflater.needsInput()) {
                if (position == limit && !fill()) {
                    throw new EOFException("ends inside the compressed data");
                }
                inflater.setInput(buffer, position, limit - position);
                position = limit;
            }
            int made = inflater.inflate(bytes, offset, count);
            if (made == 0 && inflater.needsDictionary()) {
                throw new ZipException("asks for a dictionary");
            }
            return made;
        } catch (DataFormatException e) {
            throw new ZipException("damaged compressed data: " + e.getMessage());
        }
    }

    private void readHeader() throws IOException {
        headerCrc.reset();
        if (readByte() + (readByte() << 8) != MAGIC || readByte() != DEFLATE) {
            throw new ZipException("not gzip");
        }
        int flags = readByte();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("unknown gzip flags");
        }
        skip(6); // time, extra flags, system
        if ((flags & EXTRA) != 0) {
            skip(readByte() + (readByte() << 8));
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            int expected = (int) headerCrc.getValue() & 0xFFFF;
            if (readByte() + (readByte() << 8) != expected) {
                throw new ZipException("damaged gzip header");
            }
        }
        crc.reset();
        inflater.reset();
        inMember = true;
    }

    private void readTrailer() throws IOException {
        position = limit - inflater.getRemaining();
        if (readInt() != (int) crc.getValue()) {
            throw new ZipException("CRC differs");
        }
        if (readInt() != (int) inflater.getBytesWritten()) {
            throw new ZipException("length differs");
        }
        inMember = false;
        ended = position == limit && !fill();
    }

    private void skipText() throws IOException {
        while (readByte() != 0) { // ends at the latest with the stream, by an error
            continue;
        }
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            readByte();
        }
    }

    private int readInt() throws IOException {
        return readByte() | readByte() << 8 | readByte() << 16 | readByte() << 24;
    }

    private int readByte() throws IOException {
        if (position == limit && !fill()) {
            throw new EOFException(inMember ? "ends inside the gzip trailer" : "ends inside the gzip header");
        }
        int b = buffer[position++] & 0xFF;
        headerCrc.update(b);
        return b;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, BUFFER));
        return limit > 0;
    }
}
