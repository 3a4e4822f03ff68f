package org.bactrian.seal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A part of a {@link ParallelDeflate} stream from one {@link #MARK} to the next, read by one thread and inflated by another: nothing
 * in it refers to what went before. Whether a mark is one, and not bytes of the contents, shows when the part before it was inflated:
 * it must end exactly there. Used by one thread at a time; kept and filled again.
 */
final class InflateSegment implements Runnable {
    /**
     * Two empty stored blocks (RFC 1951, 3.2.4): no bytes to any inflater, and hardly found in other places. No byte after it refers
     * to one before it.
     */
    static final byte[] MARK = {0, 0, 0, -1, -1, 0, 0, 0, -1, -1};
    /** Clear bytes after which a mark is due; the block that is begun before is finished. */
    static final int CLEAR = 3 << 19;
    private static final int READ = 64 * 1024;
    private static final int MOST_CLEAR = CLEAR + ParallelDeflate.LARGEST_BLOCK;
    private static final int MOST_SEALED = MOST_CLEAR + MOST_CLEAR / 128;

    /** How the reading of a segment ended. */
    enum End {
        /** With a mark: it may be inflated on its own. */
        MARKED,
        /** With the stream. */
        ENDED,
        /** With no mark where one was due: whoever wrote this knows none. */
        UNMARKED
    }

    private final Supplier<PieceInflater> inflaters;
    private byte[] sealed = new byte[READ];
    /** How many bytes belong to the segment, and how many were read. */
    private int sealedLength;
    private int read;
    private End end;
    private byte[] clear = {};
    private int clearLength;
    private boolean valid;
    private boolean finished;
    private int left;

    /** @param inflaters give one that the thread may use that inflates */
    InflateSegment(Supplier<PieceInflater> inflaters) {
        this.inflaters = inflaters;
    }

    /**
     * Reads as far as the next mark.
     *
     * @param previous has read the first bytes already; null for none
     */
    End read(InputStream in, InflateSegment previous) throws IOException {
        int carried = previous == null ? 0 : previous.read - previous.sealedLength;
        if (carried > 0) {
            makeRoom(carried);
            System.arraycopy(previous.sealed, previous.sealedLength, sealed, 0, carried);
        }
        read = carried;
        sealedLength = afterMark(0);
        while (sealedLength == 0 && read < MOST_SEALED) {
            makeRoom(read + READ);
            int count = in.read(sealed, read, READ);
            if (count < 0) {
                sealedLength = read;
                end = End.ENDED;
                return end;
            }
            read += count;
            sealedLength = afterMark(Math.max(0, read - count - MARK.length + 1));
        }
        end = sealedLength > 0 ? End.MARKED : End.UNMARKED;
        sealedLength = sealedLength > 0 ? sealedLength : read;
        return end;
    }

    private void makeRoom(int count) {
        if (sealed.length < count) {
            sealed = Arrays.copyOf(sealed, Math.max(count, 2 * sealed.length));
        }
    }

    /** Where the first mark ends that does not begin before {@code from}; 0 if there is none. */
    private int afterMark(int from) {
        for (int at = from + MARK.length; at <= read;) {
            byte last = sealed[at - 1];
            if (last != 0 && last != -1) {
                at += MARK.length;
            } else if (Arrays.equals(sealed, at - MARK.length, at, MARK, 0, MARK.length)) {
                return at;
            } else {
                at++;
            }
        }
        return 0;
    }

    /** Inflates it, and finds out whether that is what an inflater of the whole stream would have made. */
    @Override
    public void run() {
        if (clear.length == 0) {
            clear = new byte[MOST_CLEAR];
        }
        PieceInflater.Inflated inflated = inflaters.get().inflate(sealed, sealedLength, clear);
        clearLength = inflated.length();
        left = inflated.left();
        finished = inflated.end() == PieceInflater.End.STREAM;
        valid = finished || end == End.MARKED && clearLength >= DeflateBlock.WINDOW && inflated.end() == PieceInflater.End.BLOCK;
    }

    /** Whether the clear bytes are right; if not, it has to be inflated with what went before and what follows. */
    boolean isValid() {
        return valid;
    }

    /** Whether the stream ends in it. */
    boolean isFinished() {
        return finished;
    }

    byte[] clear() {
        return clear;
    }

    int clearLength() {
        return clearLength;
    }

    /** Its bytes as they were read, for an inflater that goes on with them. */
    InputStream sealed() {
        return new ByteArrayInputStream(sealed, 0, sealedLength);
    }

    /** What lies in it behind the end of the stream, if that is in it. */
    InputStream left() {
        return new ByteArrayInputStream(sealed, sealedLength - left, left);
    }

    /** What was read of the next segment. */
    InputStream beyond() {
        return new ByteArrayInputStream(sealed, sealedLength, read - sealedLength);
    }
}
