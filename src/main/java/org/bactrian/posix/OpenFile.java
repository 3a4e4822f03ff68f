package org.bactrian.posix;

import com.sun.jna.LastErrorException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystemException;
import java.util.Arrays;

/**
 * A file opened for reading, whatever stands in its place by now: a symbolic link is refused, and a named pipe does not
 * make the process wait. Tells what the open file is, which the path may no longer lead to. Not thread-safe. Errors are
 * {@link IOException}s with the system's text.
 */
public final class OpenFile implements Closeable {
    private static final int FLAGS = Posix.O_RDONLY | Posix.O_NOFOLLOW | Posix.O_NONBLOCK | Posix.O_CLOEXEC;
    private static final byte[] NO_NAME = {0};
    /** What the system reads into; the arrays of the callers cannot be handed to it without copying them whole, twice. */
    private static final ThreadLocal<ByteBuffer> SCRATCH =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(1 << 16).order(ByteOrder.nativeOrder()));

    /**
     * What the system says of an open file.
     *
     * @param regular    whether it is a regular file
     * @param device     number of the file system, as {@code st_dev} has it
     * @param inode      number of the inode
     * @param size       bytes
     * @param changeTime when inode or content last changed, nanoseconds since 1970
     */
    public record Status(boolean regular, long device, long inode, long size, long changeTime) {
    }

    /** The buffer of this thread, for one call. */
    static ByteBuffer scratch() {
        return SCRATCH.get();
    }

    private final String shown;
    private int descriptor;

    private OpenFile(int descriptor, String shown) {
        this.descriptor = descriptor;
        this.shown = shown;
    }

    /**
     * Opens a file.
     *
     * @param path  the bytes of its path
     * @param shown what messages call it
     * @throws java.nio.file.NoSuchFileException if it is not there
     */
    public static OpenFile open(byte[] path, String shown) throws IOException {
        byte[] zeroEnded = Arrays.copyOf(path, path.length + 1);
        try {
            return new OpenFile(Posix.openat(Posix.AT_FDCWD, zeroEnded, FLAGS, 0), shown);
        } catch (LastErrorException e) {
            if (e.getErrorCode() == Posix.ELOOP) {
                throw new FileSystemException(shown, null, "is a symbolic link");
            }
            throw Folder.failure(shown, e);
        }
    }

    /**
     * What it is now. {@code struct statx}: 28 mode (2 bytes), 32 inode (8), 40 size (8), 96 change time (8, and 4 of
     * nanoseconds), 136 and 140 device (4 and 4), in the machine's byte order ({@code linux/stat.h}).
     */
    public Status status() throws IOException {
        ByteBuffer status = SCRATCH.get();
        Folder.call(shown, () -> Posix.statx(descriptor, NO_NAME, Posix.AT_EMPTY_PATH, Posix.STATX_BASIC_STATS, status));
        boolean regular = (status.getShort(28) & 0170000) == 0100000;
        long changed = status.getLong(96) * 1_000_000_000L + status.getInt(104);
        return new Status(regular, Folder.deviceNumber(status.getInt(136), status.getInt(140)), status.getLong(32),
                status.getLong(40), changed);
    }

    /**
     * Reads on from where the last reading ended.
     *
     * @return how many bytes were read, perhaps fewer than asked for; 0 at the end of the file
     */
    public int read(byte[] bytes, int offset, int count) throws IOException {
        ByteBuffer scratch = SCRATCH.get();
        int n = (int) readUninterrupted(scratch, Math.min(count, scratch.capacity()));
        scratch.get(0, bytes, offset, n);
        return n;
    }

    private long readUninterrupted(ByteBuffer scratch, int count) throws IOException {
        while (true) {
            try {
                return Posix.read(descriptor, scratch, count);
            } catch (LastErrorException e) {
                if (e.getErrorCode() != Posix.EINTR) {
                    throw Folder.failure(shown, e);
                }
            }
        }
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
