package org.bactrian.rsync;

import java.io.EOFException;
import java.util.Arrays;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** A spool in memory, for at most about 2 GiB; for tests, and where the size is known to be small. */
public final class MemorySpool implements Spool {
    private static final int FIRST = 1 << 9;
    private static final int MAX = Integer.MAX_VALUE - 64;

    private byte[] bytes = new byte[0];
    private int length;

    /** @throws BactrianException of kind TEMP_SPACE if there would be more bytes than an array can have */
    @Override
    public void append(byte[] source, int offset, int count) {
        if (count > MAX - length) {
            throw new BactrianException(ErrorKind.TEMP_SPACE, "no room for " + count + " more bytes after " + length
                    + " in memory", "Use a temporary file.");
        }
        if (length + count > bytes.length) {
            long size = Math.max(length + count, Math.max(FIRST, 2L * bytes.length));
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX, size));
        }
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int count) throws EOFException {
        if (position < 0 || position > length - count) {
            throw new EOFException("no " + count + " bytes at " + position + " of " + length);
        }
        System.arraycopy(bytes, (int) position, target, offset, count);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public void close() {
        bytes = new byte[0];
        length = 0;
    }
}
