package org.bactrian.seal;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads gzip members (RFC 1952) up to the end of the stream, strictly: a wrong header, CRC or length, an end in the
 * middle and anything after the last member are errors. Names and comments are skipped without being held. The first member, which
 * is all of what we and duplicity seal, is inflated by several threads if it is of our making: by the JDK's zlib, for nothing has
 * proven these bytes. Not thread-safe.
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

    private final InputStream source;
    /** What was not read yet: the source, and before it what the first member's inflater read too much. */
    private InputStream in;
    /** The first member's, as long as that is read, and after it one for all others. */
    private ParallelInflate first;
    private Inflater inflater;
    private final CRC32 crc = new CRC32();
    private final CRC32 headerCrc = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long length;
    private boolean inMember;
    private boolean ended;

    /** @param in closed with this stream; need not be buffered */
    GzipInput(InputStream in) throws IOException {
        this.source = in;
        this.in = in;
        readHeader();
        InputStream beyondHeader = new SequenceInputStream(new ByteArrayInputStream(buffer, position, limit - position), in);
        first = new ParallelInflate(beyondHeader, DeflateWorkers.shared(), JdkInflater::new);
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
            int made = first != null ? inflateFirst(bytes, offset, count) : inflate(bytes, offset, count);
            if (made > 0) {
                crc.update(bytes, offset, made);
                length += made;
                return made;
            }
            if (made < 0) {
                readTrailer();
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        if (first != null) {
            first.close();
        }
        if (inflater != null) {
            inflater.end();
        }
        source.close();
    }

    /** As a stream's read, to which the end is the member's. */
    private int inflateFirst(byte[] bytes, int offset, int count) throws IOException {
        try {
            int made = first.read(bytes, offset, count);
            if (made < 0) {
                in = first.unread();
                first = null;
                position = 0;
                limit = 0;
                inflater = new Inflater(true);
            }
            return made;
        } catch (EOFException e) {
            throw (IOException) new EOFException("ends inside the compressed data").initCause(e);
        } catch (ZipException e) {
            throw damaged(e);
        }
    }

    /** As the other; now and then nothing comes. */
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
            if (made == 0 && inflater.finished()) {
                position = limit - inflater.getRemaining();
                return -1;
            }
            return made;
        } catch (DataFormatException e) {
            throw damaged(e);
        }
    }

    private static ZipException damaged(Exception e) {
        return (ZipException) new ZipException("damaged compressed data: " + e.getMessage()).initCause(e);
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
        length = 0;
        if (inflater != null) {
            inflater.reset();
        }
        inMember = true;
    }

    private void readTrailer() throws IOException {
        if (readInt() != (int) crc.getValue()) {
            throw new ZipException("CRC differs");
        }
        if (readInt() != (int) length) {
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
