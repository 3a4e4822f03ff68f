package org.bactrian.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** A file in the archive directory while it is written: that it cannot be is BAD_ARCHIVE_DIR, with its name. Unbuffered. */
public final class WorkFile extends FilterOutputStream {
    private final Path file;

    /** @param file made new */
    public WorkFile(Path file) {
        super(create(file));
        this.file = file;
    }

    private static OutputStream create(Path file) {
        try {
            return Files.newOutputStream(file);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        try {
            out.write(bytes, offset, count);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private static BactrianException cannotWrite(Path file, IOException e) {
        return new BactrianException(ErrorKind.BAD_ARCHIVE_DIR, "Cannot write " + file + ": " + e.getMessage(),
                "Make room there, or name another folder with --archive-dir", e);
    }
}
