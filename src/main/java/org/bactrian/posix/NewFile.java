package org.bactrian.posix;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * A file being made by {@link Folder#makeFile}: written once from its start, readable at any place meanwhile, its
 * attributes set through its own descriptor. Not thread-safe; buffered by whoever writes.
 */
public final class NewFile extends OutputStream {
    private final String shown;
    private int descriptor;
    private long length;

    NewFile(int descriptor, String shown) {
        this.descriptor = descriptor;
        this.shown = shown;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        ByteBuffer scratch = OpenFile.scratch();
        for (int done = 0; done < count;) {
            int part = Math.min(count - done, scratch.capacity());
            scratch.put(0, bytes, offset + done, part);
            try {
                done += (int) Posix.write(descriptor, scratch, part);
            } catch (LastErrorException e) {
                throw Folder.failure(shown, e);
            }
        }
        length += count;
    }

    /**
     * Reads what was written already.
     *
     * @param position where, from 0
     * @param bytes    takes the data
     * @param offset   where to put them
     * @param count    how many at most
     * @return how many were read; 0 at the end
     */
    public int readAt(long position, byte[] bytes, int offset, int count) throws IOException {
        ByteBuffer scratch = OpenFile.scratch();
        try {
            int n = (int) Posix.pread(descriptor, scratch, Math.min(count, scratch.capacity()), position);
            scratch.get(0, bytes, offset, n);
            return n;
        } catch (LastErrorException e) {
            throw Folder.failure(shown, e);
        }
    }

    /** The number of bytes written. */
    public long length() {
        return length;
    }

    /** Changes the owner. */
    public void setOwner(long uid, long gid) throws IOException {
        Folder.call(shown, () -> Posix.fchown(descriptor, (int) uid, (int) gid));
    }

    /** Changes the permission bits. */
    public void setMode(int mode) throws IOException {
        Folder.call(shown, () -> Posix.fchmod(descriptor, mode));
    }

    /** Changes the modification time; seconds since 1970. */
    public void setModified(long seconds) throws IOException {
        Folder.call(shown, () -> Posix.futimens(descriptor, Folder.times(seconds)));
    }

    @Override
    public void close() throws IOException {
        if (descriptor >= 0) {
            int open = descriptor;
            descriptor = -1;
            Folder.call(shown, () -> Posix.close(open));
        }
    }
}
