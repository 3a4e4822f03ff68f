package org.bactrian.swift;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.bactrian.swift.http.Digests;
import org.bactrian.swift.http.RequestBody;

/**
 * Cuts a body into the bodies of its segments, one after the other, and hashes the whole. A segment that is to be sent again is
 * read again from its own first byte, if the body can be opened again. One thread.
 */
final class SegmentSource implements Closeable {
    private final RequestBody body;
    private InputStream in;
    private MessageDigest whole = Digests.md5();

    /** @param body opened when its first segment is */
    SegmentSource(RequestBody body) {
        this.body = body;
    }

    /** The next bytes. Segments follow each other without gaps. */
    RequestBody next(long offset, long size) {
        MessageDigest before = copy(whole);
        return new RequestBody() {
            private boolean opened;

            @Override
            public InputStream open() throws IOException {
                if (in == null || opened) {
                    reopen(offset);
                }
                opened = true;
                whole = copy(before);
                return new Slice(in, size);
            }

            @Override
            public long length() {
                return size;
            }

            @Override
            public boolean canOpen() {
                return !opened && in != null || body.canOpen();
            }
        };
    }

    private void reopen(long offset) throws IOException {
        close();
        in = body.open();
        in.skipNBytes(offset);
    }

    /** The MD5 of all bytes, lower-case hex; to be asked once, after the last segment. */
    String md5() {
        return HexFormat.of().formatHex(whole.digest());
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform's MD5 can be copied", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
    }

    /** The next bytes of a stream that the next segment goes on reading. */
    private final class Slice extends FilterInputStream {
        private long left;

        Slice(InputStream in, long size) {
            super(in);
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int n = in.read(bytes, offset, (int) Math.min(length, left));
            if (n > 0) {
                whole.update(bytes, offset, n);
                left -= n;
            }
            return n;
        }

        @Override
        public void close() {
            // the next segment reads on
        }
    }
}
