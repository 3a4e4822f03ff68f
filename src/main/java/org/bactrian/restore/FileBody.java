package org.bactrian.restore;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import org.bactrian.posix.Folder;
import org.bactrian.posix.NewFile;

/**
 * The content of a file on its way from the archive: held in memory while it is small, then in the file under its temporary
 * name, to which small pieces go together. Kept and begun anew for the next file. Not thread-safe.
 */
final class FileBody extends OutputStream {
    private static final int IN_MEMORY = 1 << 18;
    /** Of a large file: what is longer is written by itself, so that it need not be copied. */
    private static final int SMALL = 1 << 14;

    private final byte[] memory = new byte[IN_MEMORY];
    private Folder folder;
    private int length;
    private NewFile file;

    /** Forgets the file before and begins one in a folder. */
    void begin(Folder in) {
        folder = in;
        length = 0;
        file = null;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (file == null && count > IN_MEMORY - length) {
            file = folder.makeFile(TemporaryNames.FIRST);
        }
        if (file != null && (count > SMALL || count > IN_MEMORY - length)) {
            flush();
            file.write(bytes, offset, count);
        } else {
            System.arraycopy(bytes, offset, memory, length, count);
            length += count;
        }
    }

    /** Writes what waits for more; nothing of a small file. */
    @Override
    public void flush() throws IOException {
        if (file != null && length > 0) {
            file.write(memory, 0, length);
            length = 0;
        }
    }

    /** The file that the content is in, once it is flushed; null if it is small. */
    NewFile file() {
        return file;
    }

    /** A copy of the content of a small file. */
    byte[] toBytes() {
        return Arrays.copyOf(memory, length);
    }
}
