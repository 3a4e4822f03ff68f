package org.bactrian.swift.http;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Counts and hashes a request's body while it is sent, remembers when the last byte was taken, and keeps the failure
 * of the source apart from those of the network. The body is opened by the first read: one that the server refuses
 * before it was asked for is untouched. Once closed it reads no more, so that a thread of the HTTP client that lags behind
 * cannot take bytes from the next attempt. One reader; the questions may be asked from any thread.
 */
final class MeteredInput extends InputStream {
    private final RequestBody body;
    private final long expected;
    private volatile InputStream in;
    private boolean closed;
    private volatile boolean ended;
    private final MessageDigest md5 = Digests.md5();
    private volatile long count;
    private volatile long touched = System.nanoTime();
    private volatile IOException sourceFailure;

    /** @param body whose length, if known, is what must come */
    MeteredInput(RequestBody body) {
        this.body = body;
        this.expected = body.length();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // one reader
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
        int n;
        try {
            if (closed) {
                throw new IOException("the request is over");
            }
            if (in == null) {
                in = body.open();
            }
            n = in.read(bytes, offset, length);
            touched = System.nanoTime();
            if (expected >= 0 && (n < 0 ? count < expected : count + n > expected)) {
                throw new IOException("the body has " + (n < 0 ? "only " + count : "more than " + expected)
                        + " bytes, not the announced " + expected);
            }
        } catch (IOException e) {
            sourceFailure = e;
            throw e;
        }
        if (n > 0) {
            md5.update(bytes, offset, n);
            count += n;
        }
        ended |= n < 0;
        return n;
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (in != null) {
            in.close();
        }
    }

    /** Whether anybody asked for a byte. */
    boolean isOpened() {
        return in != null;
    }

    /** Whether all of the body was taken. */
    boolean isComplete() {
        return expected >= 0 ? count == expected : ended;
    }

    /** How many bytes were taken. */
    long count() {
        return count;
    }

    /** {@link System#nanoTime} of the last read. */
    long touched() {
        return touched;
    }

    /** Why the source could not be read, or null. */
    IOException sourceFailure() {
        return sourceFailure;
    }

    /** Lower-case hex MD5 of what was taken; ask once, after the last byte. */
    String md5() {
        return HexFormat.of().formatHex(md5.digest());
    }
}
