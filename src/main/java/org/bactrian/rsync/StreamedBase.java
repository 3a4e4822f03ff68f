package org.bactrian.rsync;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The old file of a {@link DeltaChain} where there is but a stream of it, whose length nobody knows before its end. What is copied
 * forward only is taken as it comes, which is nearly all of a database that was changed in its place; a little that is copied once more
 * is kept; for anything else the stream is spooled first. Not thread-safe.
 */
final class StreamedBase implements RandomInput, Closeable {
    private static final int BUFFER = 1 << 14;

    private final InputStream in;
    private final Spool.Source spools;
    /** Null until something is passed over or spooled, which is nothing of most small files. */
    private byte[] buffer;
    /** How much of the stream was read, or passed over. */
    private long position;
    private boolean atEnd;
    /** What will be taken behind the position; null for nothing. */
    private KeptPieces kept;
    private Spool spooled;

    /**
     * @param in     read to its end, not closed
     * @param spools gives the place for it, if one is needed
     */
    StreamedBase(InputStream in, Spool.Source spools) {
        this.in = in;
        this.spools = spools;
    }

    /** Puts all of the stream where any of it can be read, again and again; only before anything was read. */
    void spool() throws IOException {
        if (spooled == null) {
            if (position > 0) {
                throw new IllegalStateException("what was streamed is gone");
            }
            spooled = spools.open();
            for (int count; (count = in.read(buffer(), 0, BUFFER)) >= 0;) {
                spooled.append(buffer, 0, count);
            }
        }
    }

    /** Keeps pieces as they pass; only before anything was read. */
    void keep(KeptPieces pieces) {
        kept = pieces;
    }

    boolean isSpooled() {
        return spooled != null;
    }

    /** Whether the stream has ended, perhaps before what was wanted of it. */
    boolean isAtEnd() {
        return atEnd;
    }

    /** How long the old file is. Reads what is left of the stream, so that nothing can be taken from it any more. */
    @Override
    public long length() throws IOException {
        if (spooled != null) {
            return spooled.length();
        }
        if (in.read() >= 0) {
            position++;
            for (int count; (count = in.read(buffer(), 0, BUFFER)) >= 0;) {
                position += count;
            }
        }
        return position;
    }

    @Override
    public void readFully(long start, byte[] target, int offset, int count) throws IOException {
        if (spooled != null) {
            spooled.readFully(start, target, offset, count);
            return;
        }
        while (position < start) {
            position += read(buffer(), 0, (int) Math.min(BUFFER, start - position));
        }
        int behind = (int) Math.min(count, position - start);
        if (behind > 0 && kept == null) {
            throw new IllegalStateException("place " + start + " of what was streamed is gone");
        }
        if (behind > 0) {
            kept.read(start, target, offset, behind);
        }
        for (int done = behind; done < count;) {
            int got = read(target, offset + done, count - done);
            done += got;
            position += got;
        }
    }

    private byte[] buffer() {
        buffer = buffer == null ? new byte[BUFFER] : buffer;
        return buffer;
    }

    private int read(byte[] target, int offset, int count) throws IOException {
        int got = in.read(target, offset, count);
        if (got < 0) {
            atEnd = true;
            throw new EOFException("the old file has " + position + " bytes");
        }
        if (kept != null) {
            kept.pass(position, target, offset, got);
        }
        return got;
    }

    @Override
    public void close() throws IOException {
        if (spooled != null) {
            spooled.close();
        }
    }
}
