package org.bactrian.verify;

import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.bactrian.source.SourceEntry;
import org.bactrian.source.SourceFile;

/** The content of a file here. Its errors are told from the archive's: they concern this file alone. Not thread-safe. */
final class LocalContent extends FilterInputStream {
    /** @throws IncomparableException if it cannot be opened */
    LocalContent(SourceEntry file) throws IncomparableException {
        super(open(file));
    }

    private static SourceFile open(SourceEntry file) throws IncomparableException {
        try {
            return SourceFile.open(file);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public int read() throws IncomparableException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IncomparableException {
        try {
            return in.read(bytes, offset, count);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // it was only read
        }
    }

    private static IncomparableException unreadable(IOException e) {
        String reason = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
        return new IncomparableException(reason == null ? e.getClass().getSimpleName() : reason, e);
    }
}
