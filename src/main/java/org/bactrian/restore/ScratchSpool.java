package org.bactrian.restore;

import java.io.EOFException;
import java.io.IOException;
import org.bactrian.posix.NewFile;
import org.bactrian.rsync.Spool;

/**
 * A scratch file beside the file that is being made, as what deltas copy from. It is on the target's own file system, so
 * that no content of an encrypted archive gets into a folder for temporary files. Closed by whoever made the file.
 */
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
        byte[] part = new byte[count];
        for (int done = 0, n; done < count; done += n) {
            n = file.readAt(position + done, part, count - done);
            if (n <= 0) {
                throw new EOFException(file + " ends before " + (position + count));
            }
            System.arraycopy(part, 0, target, offset + done, n);
        }
    }

    @Override
    public void close() {
        // the file lives until its entry is made
    }
}
