package org.bactrian.swift;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.Digests;

/**
 * An object's bytes as they come, checked against what Swift said of them: at the end of each segment its MD5, at the
 * end of all the length. A reader that sees the end without an exception has the whole object. Not thread-safe.
 */
final class CheckedInput extends InputStream {
    private static final int PIECE = 128 * 1024;

    private final String what;
    private final InputStream in;
    private final Iterator<Segment> segments;
    private final MessageDigest md5 = Digests.md5();
    private Segment current;
    private long left;
    private boolean ended;

    /**
     * @param what     operation and object, for messages
     * @param in       the bytes; closed with this stream
     * @param segments what they must be, in order; an unknown MD5 is not checked
     */
    CheckedInput(String what, InputStream in, List<Segment> segments) {
        this.what = what;
        this.in = in;
        this.segments = segments.iterator();
        next();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (current == null) {
            end();
            return -1;
        }
        int n = readSome(bytes, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw cut();
        }
        md5.update(bytes, offset, n);
        left -= n;
        while (current != null && left == 0) {
            finishSegment();
        }
        return n;
    }

    /** In larger pieces than the JDK takes (8 KiB), for a whole object passes here. */
    @Override
    public long transferTo(OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        long count = 0;
        for (int n = read(piece, 0, PIECE); n >= 0; n = read(piece, 0, PIECE)) {
            out.write(piece, 0, n);
            count += n;
        }
        return count;
    }

    private int readSome(byte[] bytes, int offset, int length) {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw SwiftFailure.of(what, e);
        }
    }

    private void finishSegment() {
        String got = HexFormat.of().formatHex(md5.digest());
        if (!current.md5().isEmpty() && !current.md5().equals(got)) {
            throw SwiftFailure.of(ErrorKind.HASH_MISMATCH, what + ": the bytes that came have MD5 " + got + ", the object has "
                    + current.md5(), "They were changed on the way or on the store; try again.", true);
        }
        next();
    }

    private void next() {
        do {
            current = segments.hasNext() ? segments.next() : null;
        } while (current != null && current.size() == 0);
        left = current == null ? 0 : current.size();
    }

    /** There must be nothing after the last byte. */
    private void end() {
        if (!ended && readSome(new byte[1], 0, 1) >= 0) {
            throw SwiftFailure.of(ErrorKind.STORE_FAILED, what + ": more bytes came than the object has", "Try again.", true);
        }
        ended = true;
    }

    private SwiftFailure cut() {
        return SwiftFailure.of(ErrorKind.STORE_FAILED, what + ": the answer ended " + left + " bytes early", "Try again.", true);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
