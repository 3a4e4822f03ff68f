package org.bactrian.rsync;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A spool that is memory up to a threshold, and beyond it a temporary file that only its owner may read and that has no
 * name: the system removes it when the spool is closed or the program dies. What is in the file is not sealed, so the folder
 * should be on the same file system as the place where the file will be restored to.
 */
public final class TempFileSpool implements Spool {
    private static final int FIRST = 1 << 9;

    private final Path folder;
    private final int threshold;
    /** The bytes after those in the file. */
    private byte[] tail = new byte[0];
    private int tailLength;
    private FileChannel file;
    private long fileLength;

    /**
     * @param folder    where to make the file; must be there when the threshold is passed
     * @param threshold bytes of memory to use at most, at least 1
     */
    public TempFileSpool(Path folder, int threshold) {
        if (threshold < 1) {
            throw new IllegalArgumentException("threshold " + threshold);
        }
        this.folder = folder;
        this.threshold = threshold;
    }

    @Override
    public void append(byte[] bytes, int offset, int count) throws IOException {
        if (count > threshold - tailLength) {
            write(tail, 0, tailLength);
            tailLength = 0;
        }
        if (count > threshold) {
            write(bytes, offset, count);
            return;
        }
        if (tailLength + count > tail.length) {
            long size = Math.max(tailLength + count, Math.max(FIRST, 2L * tail.length));
            tail = Arrays.copyOf(tail, (int) Math.min(threshold, size));
        }
        System.arraycopy(bytes, offset, tail, tailLength, count);
        tailLength += count;
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int count) throws IOException {
        if (position < 0 || position > length() - count) {
            throw new EOFException("no " + count + " bytes at " + position + " of " + length());
        }
        int fromFile = (int) Math.max(0, Math.min(count, fileLength - position));
        if (fromFile > 0) {
            RandomInput.of(file).readFully(position, target, offset, fromFile);
        }
        if (fromFile < count) {
            int from = (int) (position + fromFile - fileLength);
            System.arraycopy(tail, from, target, offset + fromFile, count - fromFile);
        }
    }

    @Override
    public long length() {
        return fileLength + tailLength;
    }

    @Override
    public void close() throws IOException {
        tail = new byte[0];
        tailLength = 0;
        fileLength = 0;
        if (file != null) {
            file.close();
        }
    }

    private void write(byte[] bytes, int offset, int count) throws IOException {
        if (file == null) {
            // made with mode 0600, and on Unix without a name from the moment it is opened
            Path path = Files.createTempFile(folder, "bactrian-", ".spool");
            file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
        while (buffer.hasRemaining()) {
            fileLength += file.write(buffer, fileLength);
        }
    }
}
