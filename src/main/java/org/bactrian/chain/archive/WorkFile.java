package org.bactrian.chain.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * A file in the archive directory while it is written, readable by its owner only: that it cannot be is BAD_ARCHIVE_DIR, with
 * its name. Unbuffered. One thread writes; {@link #sync} may come from another.
 */
public final class WorkFile extends OutputStream {
    private final Path file;
    private final FileChannel channel;
    private long length;

    /** @param file made new, or emptied */
    public WorkFile(Path file) {
        this(file, 0);
    }

    /**
     * Goes on with a file.
     *
     * @param file made if it is missing
     * @param kept how many of its bytes stay; what follows them is cut off
     */
    public WorkFile(Path file, long kept) {
        this.file = file;
        this.length = kept;
        try {
            channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            channel.truncate(kept).position(kept);
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        try {
            for (ByteBuffer left = ByteBuffer.wrap(bytes, offset, count); left.hasRemaining();) {
                channel.write(left);
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        }
        length += count;
    }

    /** How many bytes the file has. */
    public long length() {
        return length;
    }

    /** Brings what was written to the disk, so that it outlasts the machine; nothing to do once it is closed. */
    public void sync() {
        try {
            if (channel.isOpen()) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw cannotWrite(e);
        }
    }

    /** Ends it. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
        }
    }

    private BactrianException cannotWrite(IOException e) {
        return new BactrianException(ErrorKind.BAD_ARCHIVE_DIR, "Cannot write " + file + ": " + e.getMessage(),
                "Make room there, or name another folder with --archive-dir", e);
    }
}
