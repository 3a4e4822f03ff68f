package org.bactrian.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.chain.archive.WorkFile;
import org.bactrian.volume.EntryTarWriter;

/**
 * Holds one file's signature until its length is known, which a tar entry begins with: in memory up to a megabyte, then in
 * a file. Not thread-safe.
 */
final class SignatureBuffer extends OutputStream {
    /** Bytes of memory it takes at most. */
    static final int IN_MEMORY = 1 << 20;

    private final Path overflow;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream(64);
    private OutputStream file;
    private long length;

    /** @param overflow made when memory is not enough; removed when this is closed */
    SignatureBuffer(Path overflow) {
        this.overflow = overflow;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (file == null && memory.size() + count > IN_MEMORY) {
            file = new WorkFile(overflow);
            memory.writeTo(file);
            memory.reset();
        }
        if (file == null) {
            memory.write(bytes, offset, count);
        } else {
            file.write(bytes, offset, count);
        }
        length += count;
    }

    long length() {
        return length;
    }

    /** Writes all of it as the body of the entry begun. */
    void copyTo(EntryTarWriter tar) throws IOException {
        if (file == null) {
            byte[] bytes = memory.toByteArray();
            tar.write(bytes, 0, bytes.length);
            return;
        }
        file.flush();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(overflow)) {
            for (int n; (n = in.read(buffer)) >= 0;) {
                tar.write(buffer, 0, n);
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            Files.deleteIfExists(overflow);
        }
    }
}
