package org.bactrian.restore;

import java.io.EOFException;
import java.io.IOException;
import org.bactrian.posix.NewFile;
import org.bactrian.rsync.MemorySpool;
import org.bactrian.rsync.Spool;

/** What deltas copy from while a file is made of them: memory up to a megabyte, then a scratch file. Not thread-safe. */
final class ScratchSpool implements Spool {
    private static final int IN_MEMORY = 1 << 20;

    private final ScratchFiles files;
    private final MemorySpool memory = new MemorySpool();
    /** Null until memory is not enough; closed with the files. */
    private NewFile file;

    ScratchSpool(ScratchFiles files) {
        this.files = files;
    }

    @Override
    public void append(byte[] bytes, int offset, int count) throws IOException {
        if (file == null && memory.length() + count > IN_MEMORY) {
            file = files.newFile();
            byte[] held = new byte[(int) memory.length()];
            memory.readFully(0, held, 0, held.length);
            file.write(held, 0, held.length);
            memory.close();
        }
        if (file == null) {
            memory.append(bytes, offset, count);
        } else {
            file.write(bytes, offset, count);
        }
    }

    @Override
    public long length() {
        return file == null ? memory.length() : file.length();
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int count) throws IOException {
        if (file == null) {
            memory.readFully(position, target, offset, count);
            return;
        }
        for (int done = 0, n; done < count; done += n) {
            n = file.readAt(position + done, target, offset + done, count - done);
            if (n <= 0) {
                throw new EOFException(file + " ends before " + (position + count));
            }
        }
    }

    @Override
    public void close() {
        memory.close();
    }
}
