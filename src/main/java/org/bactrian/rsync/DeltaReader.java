package org.bactrian.rsync;

import java.io.IOException;
import java.io.InputStream;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * Reads the commands of a librsync delta (spec 4.3; the byte table is at {@link DeltaEncoder}), one after the other. Refuses
 * what no librsync writes: reserved commands, empty literals and copies, lengths beyond 2^61, a missing end, bytes
 * after it. Not thread-safe.
 */
public final class DeltaReader {
    /** The longest file, and so the furthest place in it, that a delta can speak of here. */
    static final long MAX_FILE = 1L << 61;

    /** Made anew for each delta, and most are short; long literals are read past it. */
    private static final int BUFFER = 1 << 10;

    private final InputStream in;
    private final Object what;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private Command command;
    private long start;
    private long length;
    private long literalLeft;
    private long resultLength;

    /** What a delta says to do next. */
    public enum Command {
        /** Put {@link #length} new bytes, given by {@link #readLiteral}. */
        LITERAL,
        /** Copy {@link #length} bytes from {@link #start} of the old file. */
        COPY,
        /** Nothing; the delta was whole. */
        END
    }

    /**
     * @param in   the delta and nothing else; read to its end, not closed, need not be buffered
     * @param what what it is, for messages, its text asked for only then: "the delta of home/a in duplicity-inc.…"
     * @throws BactrianException of kind GENERAL, naming it, if it does not begin like a delta
     */
    public DeltaReader(InputStream in, Object what) throws IOException {
        this.in = in;
        this.what = what;
        int magic = (int) number(Integer.BYTES);
        if (magic != DeltaEncoder.MAGIC) {
            throw damaged(String.format("it begins with %08x", magic));
        }
    }

    /**
     * Goes to the next command; what was not read of a literal is skipped.
     *
     * @throws BactrianException of kind GENERAL, naming the delta, if it is damaged
     */
    public Command next() throws IOException {
        if (command == Command.END) {
            return command;
        }
        while (literalLeft > 0) {
            literalLeft -= consume(literalLeft);
        }
        int code = (int) number(1);
        if (code == DeltaEncoder.END) {
            if (end > at || refill()) {
                throw damaged("it goes on after its end");
            }
            command = Command.END;
            length = 0;
        } else if (code < DeltaEncoder.COPY) {
            length = code <= DeltaEncoder.MAX_SHORT_LITERAL ? code : number(1 << code - DeltaEncoder.LITERAL);
            literalLeft = length;
            command = Command.LITERAL;
        } else if (code < DeltaEncoder.FIRST_RESERVED) {
            start = number(1 << (code - DeltaEncoder.COPY) / 4);
            length = number(1 << (code - DeltaEncoder.COPY) % 4);
            command = Command.COPY;
        } else {
            throw damaged(String.format("it has the unknown command %02x", code));
        }
        check();
        return command;
    }

    /** Where in the old file the present copy starts. */
    public long start() {
        return start;
    }

    /** How many bytes the present command is about. */
    public long length() {
        return length;
    }

    /** How many bytes the commands so far make. */
    public long resultLength() {
        return resultLength;
    }

    /**
     * Reads from the present literal.
     *
     * @return how many bytes were read, at least one if any were wanted; -1 at the literal's end
     */
    public int readLiteral(byte[] target, int offset, int count) throws IOException {
        if (literalLeft == 0) {
            return -1;
        }
        int wanted = (int) Math.min(count, literalLeft);
        int got;
        if (at == end && wanted >= buffer.length) {
            got = in.read(target, offset, wanted);
            if (got < 0) {
                throw truncated();
            }
        } else {
            got = consume(wanted);
            System.arraycopy(buffer, at - got, target, offset, got);
        }
        literalLeft -= got;
        return got;
    }

    /** @throws BactrianException if the present copy goes beyond an old file of {@code baseLength} bytes */
    void checkCopy(long baseLength) {
        checkCopy(start, length, baseLength);
    }

    /** As the other, of a copy that was read before. */
    void checkCopy(long from, long count, long baseLength) {
        if (from + count > baseLength) {
            throw damaged("it copies " + count + " bytes from " + from + " of a file that has " + baseLength);
        }
    }

    private BactrianException damaged(String how) {
        return new BactrianException(ErrorKind.GENERAL, what + " is damaged: " + how,
                "The file cannot be restored as of this time; restore it as of an earlier one.");
    }

    private void check() {
        if (command != Command.END && length == 0) {
            throw damaged("it has an empty command");
        }
        if (length < 0 || length > MAX_FILE || command == Command.COPY && (start < 0 || start > MAX_FILE)) {
            throw damaged("it speaks of places that no file has");
        }
        resultLength += length;
        if (resultLength > MAX_FILE) {
            throw damaged("it makes a file longer than any can be");
        }
    }

    private long number(int width) throws IOException {
        long number = 0;
        for (int i = 0; i < width; i++) {
            if (at == end && !refill()) {
                throw truncated();
            }
            number = number << Byte.SIZE | buffer[at++] & 0xff;
        }
        return number;
    }

    /** Takes up to {@code wanted} bytes, at least one, from the buffer, and tells how many. */
    private int consume(long wanted) throws IOException {
        if (at == end && !refill()) {
            throw truncated();
        }
        int count = (int) Math.min(wanted, end - at);
        at += count;
        return count;
    }

    private boolean refill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    private BactrianException truncated() {
        return damaged("it ends too early");
    }
}
