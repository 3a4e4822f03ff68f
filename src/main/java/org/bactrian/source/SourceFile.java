package org.bactrian.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.Objects;
import org.bactrian.posix.OpenFile;

/**
 * The content of a regular file of the source. Opened without following a link and without waiting for a named pipe that
 * may stand in its place since the walk. Ends at the length the file had when it was opened, so that one that grows all the
 * time ends too (one of length 0, as the kernel's pseudo-files have, ends where the system says). Whether the content is
 * of one time and that of the walk, {@link #hasChanged} tells in the end. An error in the middle is an
 * {@link IOException}, and {@link #bytesRead} tells how far it came. Not thread-safe; unbuffered.
 */
public final class SourceFile extends InputStream {
    private final SourceEntry entry;
    private final OpenFile file;
    private final long length;
    private long bytesRead;

    private SourceFile(SourceEntry entry, OpenFile file, long length) {
        this.entry = entry;
        this.file = file;
        this.length = length;
    }

    /**
     * Opens the file.
     *
     * @param entry as the walk gave it
     * @throws java.nio.file.NoSuchFileException if there is nothing any more
     * @throws FileSystemException               if it cannot be opened, or is no regular file any more
     */
    public static SourceFile open(SourceEntry entry) throws IOException {
        OpenFile file = OpenFile.open(RawPath.bytes(entry.path()), entry.path().toString());
        try {
            OpenFile.Status status = file.status();
            if (!status.regular()) {
                throw new FileSystemException(entry.path().toString(), null, "is no regular file any more");
            }
            return new SourceFile(entry, file, status.size() == 0 ? Long.MAX_VALUE : status.size());
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        Objects.checkFromIndexSize(offset, count, bytes.length);
        if (count == 0) {
            return 0;
        }
        int wanted = (int) Math.min(count, length - bytesRead);
        int n = wanted == 0 ? 0 : file.read(bytes, offset, wanted);
        bytesRead += n;
        return n == 0 ? -1 : n;
    }

    /** How many bytes were read so far. */
    public long bytesRead() {
        return bytesRead;
    }

    /**
     * Asked when all was read: whether the file has been written to, replaced, or had its attributes changed since the walk
     * saw it. What was read may then be of no single time, and other than its metadata say.
     */
    public boolean hasChanged() throws IOException {
        OpenFile.Status now = file.status();
        boolean sameFile = now.device() == entry.device() && now.inode() == entry.inode();
        boolean whole = length == Long.MAX_VALUE || bytesRead == length;
        return !sameFile || now.changeTime() != entry.changeTime() || now.size() != entry.entry().size() || !whole;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
