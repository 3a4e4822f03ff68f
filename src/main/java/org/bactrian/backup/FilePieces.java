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
    private static final int LARGE_CHUNK = 1 << 20;
    private static final int NOTHING = -1;

    /** What one file after the other is read into; made once, because most files are small. */
    static final class Buffers {
        private final byte[] chunk;
        private final Pending pending;

        Buffers() {
            this(CHUNK);
        }

        private Buffers(int length) {
            chunk = new byte[length];
            pending = new Pending(length);
        }

        /** For a file so large that several threads sum what is read at once. */
        static Buffers large() {
            return new Buffers(LARGE_CHUNK);
        }
    }

    private final InputStream in;
    private final SignatureWriter signature;
    private final Pending pending;
    private final DeltaWriter delta;
    private final Signature old;
    private long bytesRead;
    /** What was read and is not encoded yet: of the chunk so many bytes, or {@link #NOTHING} at first; of the other one nothing. */
    private byte[] chunk;
    private int held = NOTHING;
    private byte[] spare;
    private boolean atEnd;
    private boolean ended;
    private IOException torn;

    /**
     * @param in        the file, closed with this
     * @param signature takes what is read
     * @param old       what the delta is made against; null to give the content itself
     * @param buffers   used by nobody else until this is closed
     * @param threads   help to sum what is read at once; null for none
     */
    FilePieces(InputStream in, SignatureWriter signature, Signature old, Buffers buffers, ReadThreads threads) throws IOException {
        this.in = in;
        this.signature = signature;
        this.old = old;
        this.chunk = buffers.chunk;
        this.pending = buffers.pending;
        pending.clear();
        if (threads != null) {
            signature.sumWith(threads.executor(), threads.count() - 1, chunk.length); // this thread is one of those at work
        }
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
            advance();
        }
        return pending.take();
    }

    /** Encodes a chunk while the sums of the next one are made. */
    private void advance() throws IOException {
        if (held == NOTHING) {
            held = read(chunk);
            signature.begin(chunk, 0, held);
        }
        signature.complete();
        int following = 0;
        if (!atEnd) {
            spare = spare == null ? new byte[chunk.length] : spare;
            following = read(spare);
            signature.begin(spare, 0, following);
        }
        encode();
        bytesRead += held;
        byte[] encoded = chunk;
        chunk = spare;
        spare = encoded;
        held = following;
        if (held == 0) {
            end();
        }
    }

    /** Fills a chunk, or as much of it as there is. */
    private int read(byte[] into) throws IOException {
        int filled = 0;
        try {
            while (!atEnd && filled < into.length) {
                int count = in.read(into, filled, into.length - filled);
                atEnd = count < 0;
                filled += Math.max(0, count);
            }
        } catch (IOException e) {
            if (held == NOTHING && filled == 0) {
                throw e;
            }
            torn = e;
            atEnd = true;
        }
        return filled;
    }

    private void encode() throws IOException {
        if (delta == null) {
            pending.write(chunk, 0, held);
        } else {
            delta.write(chunk, 0, held);
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
        private byte[] bytes;
        private int start;
        private int end;

        Pending(int run) {
            bytes = new byte[PIECE + run];
        }

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
