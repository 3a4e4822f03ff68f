package org.bactrian.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.bactrian.rsync.Spool;
import org.bactrian.source.SourceEntry;

/**
 * Compares contents byte for byte ({@code --compare-data}): small ones when the archive's was read, others while it is read.
 * Holds two buffers, whatever the size. {@link #begin} is not thread-safe.
 */
public final class ByteComparison implements ContentComparison {
    private static final int BUFFER = 1 << 16;
    private static final int SMALL = 1 << 18;
    private static final ThreadLocal<byte[]> READ = ThreadLocal.withInitial(() -> new byte[BUFFER]);

    private final Spool.Source scratch;
    private final Archived content = new Archived();

    /** @param scratch gives places for contents that need an older version at hand */
    public ByteComparison(Spool.Source scratch) {
        this.scratch = scratch;
    }

    @Override
    public Rest begin(SourceEntry here, ArchivedEntry archived) throws IOException {
        content.file = here;
        content.small.reset();
        try {
            archived.writeTo(content, scratch);
            if (content.compared == null) {
                byte[] bytes = content.small.toByteArray();
                return new Rest(bytes.length, () -> compare(here, bytes));
            }
            return Rest.known(content.compared.end());
        } finally {
            if (content.compared != null) {
                content.compared.close();
                content.compared = null;
            }
        }
    }

    private static boolean compare(SourceEntry here, byte[] archived) throws IOException {
        try (Compared compared = new Compared(here)) {
            compared.next(archived, 0, archived.length);
            return compared.end();
        }
    }

    /** Takes what the archive has: into memory while it is small, then it is compared at once. */
    private static final class Archived extends OutputStream {
        private final ByteArrayOutputStream small = new ByteArrayOutputStream();
        private SourceEntry file;
        /** Null while the content is small. */
        private Compared compared;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            if (compared == null && small.size() + count <= SMALL) {
                small.write(bytes, offset, count);
                return;
            }
            if (compared == null) {
                compared = new Compared(file);
                byte[] first = small.toByteArray();
                compared.next(first, 0, first.length);
            }
            compared.next(bytes, offset, count);
        }
    }

    /** A file here, which is compared up to the first difference. */
    private static final class Compared implements AutoCloseable {
        private InputStream in;
        private boolean same = true;
        /** Kept until the archive's content has been read: it may be damaged as well. */
        private IOException failure;

        Compared(SourceEntry file) {
            try {
                in = new LocalContent(file);
            } catch (IncomparableException e) {
                failure = e;
            }
        }

        void next(byte[] bytes, int offset, int count) {
            byte[] buffer = READ.get();
            try {
                for (int done = 0; same && failure == null && done < count;) {
                    int part = Math.min(buffer.length, count - done);
                    same = in.readNBytes(buffer, 0, part) == part
                            && Arrays.equals(buffer, 0, part, bytes, offset + done, offset + done + part);
                    done += part;
                }
            } catch (IOException e) {
                failure = e;
            }
        }

        /** Whether all was the same, and nothing follows. */
        boolean end() throws IOException {
            if (failure != null) {
                throw failure;
            }
            return same && in.read() < 0;
        }

        @Override
        public void close() throws IOException {
            if (in != null) {
                in.close();
            }
        }
    }
}
