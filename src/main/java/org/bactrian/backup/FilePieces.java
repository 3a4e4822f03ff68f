package org.bactrian.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.bactrian.rsync.DeltaWriter;
import org.bactrian.rsync.Signature;
import org.bactrian.rsync.SignatureWriter;

/**
 * What goes into volumes of one regular file, cut into pieces of 65536 bytes (spec 3.4): its content, or its delta
 * against an older signature. The content is read once; its new signature is made on the way. If reading fails after the
 * first bytes, what was read is given to its end and {@link #torn} tells: a delta has to be ended, or none of it could be
 * read again. Not thread-safe.
 */
final class FilePieces implements Closeable {
    /** Bytes in every piece but the last. */
    static final int PIECE = 65536;

    private static final int CHUNK = 1 << 17;

    /** What one file after the other is read into; made once, because most files are small. */
    static final class Buffers {
        private final byte[] chunk = new byte[CHUNK];
        private final Pending pending = new Pending();
    }

    private final InputStream in;
    private final SignatureWriter signature;
    private final byte[] chunk;
    private final Pending pending;
    private final DeltaWriter delta;
    private final Signature old;
    private long bytesRead;
    private boolean ended;
    private IOException torn;

    /**
     * @param in        the file, closed with this
     * @param signature takes what is read
     * @param old       what the delta is made against; null to give the content itself
     * @param buffers   used by nobody else until this is closed
     */
    FilePieces(InputStream in, SignatureWriter signature, Signature old, Buffers buffers) throws IOException {
        this.in = in;
        this.signature = signature;
        this.old = old;
        this.chunk = buffers.chunk;
        this.pending = buffers.pending;
        pending.clear();
        this.delta = old == null ? null : new DeltaWriter(old, pending, signature);
    }

    /**
     * Gives the next piece, in an array of its own.
     *
     * @return of {@link #PIECE} bytes, or less for the last one, which may be empty
     * @throws IOException if not even the first bytes can be read
     */
    byte[] next() throws IOException {
        while (!ended && pending.size() < PIECE) {
            int n = read();
            if (n > 0) {
                signature.write(chunk, 0, n);
                encode(n);
                bytesRead += n;
            } else {
                end();
            }
        }
        return pending.take();
    }

    private int read() throws IOException {
        try {
            return in.read(chunk, 0, chunk.length);
        } catch (IOException e) {
            if (bytesRead == 0) {
                throw e;
            }
            torn = e;
            return -1;
        }
    }

    private void encode(int n) throws IOException {
        if (delta == null) {
            pending.write(chunk, 0, n);
        } else {
            delta.write(chunk, 0, n);
        }
    }

    private void end() throws IOException {
        ended = true;
        signature.finish();
        if (delta != null) {
            delta.finish();
        }
    }

    /** How many bytes of the file were read so far. */
    long bytesRead() {
        return bytesRead;
    }

    /** Why the file could not be read to its end; null if it could. */
    IOException torn() {
        return torn;
    }

    /** Closes the file, and the signature it was compared with. */
    @Override
    public void close() throws IOException {
        try (Signature done = old) {
            in.close();
        }
    }

    /** A queue of bytes: content and delta come in runs of any length and leave in pieces. */
    private static final class Pending extends OutputStream {
        private byte[] bytes = new byte[PIECE + CHUNK];
        private int start;
        private int end;

        void clear() {
            start = 0;
            end = 0;
        }

        int size() {
            return end - start;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int count) {
            if (end + count > bytes.length) {
                byte[] room = size() + count > bytes.length ? new byte[2 * (size() + count)] : bytes;
                System.arraycopy(bytes, start, room, 0, size());
                end = size();
                start = 0;
                bytes = room;
            }
            System.arraycopy(source, offset, bytes, end, count);
            end += count;
        }

        byte[] take() {
            int from = start;
            start += Math.min(size(), PIECE);
            return Arrays.copyOfRange(bytes, from, start);
        }
    }
}
