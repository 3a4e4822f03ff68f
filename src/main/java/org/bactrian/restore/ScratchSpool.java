package org.bactrian.restore;

import java.io.EOFException;
import java.io.IOException;
import org.bactrian.posix.NewFile;
import org.bactrian.rsync.Spool;

/**
 * A scratch file, which is closed with all others of its entry ({@link ScratchFiles}). What is put and taken in small pieces, one after
 * the other, as the new bytes of a database, goes to and comes from the system in larger ones. Not thread-safe.
 */
final class ScratchSpool implements Spool {
    private static final int BUFFER = 1 << 16;

    private final NewFile file;
    /** What was put last and is not in the file yet. */
    private final byte[] waiting = new byte[BUFFER];
    private int waitingLength;
    /** A part of the file, for those who read on from there; null before the first. */
    private byte[] window;
    private long windowStart;
    private int windowLength;

    /** @param file new, and written by this only */
    ScratchSpool(NewFile file) {
        this.file = file;
    }

    @Override
    public void append(byte[] bytes, int offset, int count) throws IOException {
        if (count > BUFFER - waitingLength) {
            flush();
        }
        if (count >= BUFFER) {
            file.write(bytes, offset, count);
        } else {
            System.arraycopy(bytes, offset, waiting, waitingLength, count);
            waitingLength += count;
        }
    }

    private void flush() throws IOException {
        file.write(waiting, 0, waitingLength);
        waitingLength = 0;
    }

    @Override
    public long length() {
        return file.length() + waitingLength;
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int count) throws IOException {
        if (position + count > file.length()) {
            flush();
        }
        if (count >= BUFFER) {
            read(position, target, offset, count, count);
            return;
        }
        if (position < windowStart || position + count > windowStart + windowLength) {
            window = window == null ? new byte[BUFFER] : window;
            windowLength = 0;
            windowLength = read(position, window, 0, count, BUFFER);
            windowStart = position;
        }
        System.arraycopy(window, (int) (position - windowStart), target, offset, count);
    }

    /** Reads at least, and at most; says how much it was. */
    private int read(long position, byte[] target, int offset, int least, int most) throws IOException {
        int done = 0;
        while (done < least) {
            int count = file.readAt(position + done, target, offset + done, most - done);
            if (count <= 0) {
                throw new EOFException(file + " ends before " + (position + least));
            }
            done += count;
        }
        return done;
    }

    @Override
    public void close() {
        // with the others
    }
}
