package org.bactrian.swift;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.HttpReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An object's bytes over a network that fails now and then: when the answer is cut, asks for the rest of the same
 * object (by its ETag) and goes on. Gives up after a few times. Not thread-safe.
 */
final class ResumingInput extends InputStream {
    private static final Logger LOG = LoggerFactory.getLogger(ResumingInput.class);
    private static final int ATTEMPTS = 5;
    private static final long FIRST_PAUSE_MILLIS = 200;

    private final SwiftAccount account;
    private final String what;
    private final String path;
    private final ObjectInfo info;
    private InputStream in;
    private long position;
    private int failures;

    /** @param first the bytes from the beginning, as the answer to the first request gives them */
    ResumingInput(SwiftAccount account, String what, String path, ObjectInfo info, InputStream first) {
        this.account = account;
        this.what = what;
        this.path = path;
        this.info = info;
        this.in = first;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (true) {
            try {
                int n = in.read(bytes, offset, length);
                if (n >= 0 || position == info.size()) {
                    position += Math.max(0, n);
                    return n;
                }
                resume(new IOException("the answer ended after " + position + " of " + info.size() + " bytes"));
            } catch (IOException e) {
                resume(e);
            }
        }
    }

    private void resume(IOException failure) throws IOException {
        IOException last = failure;
        while (true) {
            in.close();
            if (++failures > ATTEMPTS || info.etag().isEmpty() || Thread.currentThread().isInterrupted()) {
                throw SwiftFailure.of(what, last);
            }
            LOG.warn("{}: {}; going on from byte {} (attempt {})", what, last.getMessage(), position, failures);
            pause();
            try {
                in = rest();
                return;
            } catch (SwiftFailure e) {
                if (!e.isRetryable()) {
                    throw e;
                }
                last = new IOException(e.getMessage(), e);
            }
        }
    }

    private InputStream rest() {
        Map<String, String> headers = Map.of("Range", "bytes=" + position + "-", "If-Match", "\"" + info.etag() + "\"");
        HttpReply reply = account.send(what, "GET", path, headers, null);
        if (isRest(reply)) {
            return reply.body();
        }
        if (reply.isSuccess() || reply.status() == 412) {
            reply.close();
            throw SwiftFailure.of(ErrorKind.STORE_FAILED, what + ": the object changed while it was read", "Start the operation anew.", false);
        }
        throw SwiftFailure.of(what, reply);
    }

    /** Whether an answer begins where we stopped. */
    private boolean isRest(HttpReply reply) {
        String range = reply.header("Content-Range");
        return reply.status() == 206 && range != null && range.startsWith("bytes " + position + "-");
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(FIRST_PAUSE_MILLIS << failures);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
