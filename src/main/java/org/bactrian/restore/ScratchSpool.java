package org.bactrian.restore;

import java.io.EOFException;
import java.io.IOException;
import org.bactrian.posix.NewFile;
import org.bactrian.rsync.Spool;

/** A scratch file, which is closed with all others of its entry ({@link ScratchFiles}). Not thread-safe. */
record ScratchSpool(NewFile file) implements Spool {
    @Override
    public void append(byte[] bytes, int offset, int count) throws IOException {
        file.write(bytes, offset, count);
    }

    @Override
    public long length() {
        return file.length();
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int count) throws IOException {
        for (int done = 0, n; done < count; done += n) {
            n = file.readAt(position + done, target, offset + done, count - done);
            if (n <= 0) {
                throw new EOFException(file + " ends before " + (position + count));
            }
        }
    }

    @Override
    public void close() {
        // with the others
    }
}
