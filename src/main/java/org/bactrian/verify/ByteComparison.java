package org.bactrian.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.bactrian.rsync.Spool;
import org.bactrian.source.SourceEntry;

/** Compares contents byte for byte ({@code --compare-data}). Holds two buffers, whatever the size. Not thread-safe. */
public final class ByteComparison implements ContentComparison {
    private static final int BUFFER = 1 << 16;

    private final Spool.Source scratch;
    private final byte[] buffer = new byte[BUFFER];

    /** @param scratch gives places for contents that need an older version at hand */
    public ByteComparison(Spool.Source scratch) {
        this.scratch = scratch;
    }

    @Override
    public boolean isSame(SourceEntry here, ArchivedEntry archived) throws IOException {
        try (InputStream in = new LocalContent(here)) {
            Expected expected = new Expected(in);
            archived.writeTo(expected, scratch);
            if (expected.failure != null) {
                throw expected.failure;
            }
            return expected.same && in.read() < 0;
        }
    }

    /** Takes what the archive has and compares it with what is here, up to the first difference. */
    private final class Expected extends OutputStream {
        private final InputStream here;
        private boolean same = true;
        /** Kept until the archive's content has been read: it may be damaged as well. */
        private IOException failure;

        Expected(InputStream here) {
            this.here = here;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            for (int done = 0; same && failure == null && done < count;) {
                int part = Math.min(buffer.length, count - done);
                same = next(bytes, offset + done, part);
                done += part;
            }
        }

        private boolean next(byte[] bytes, int offset, int count) {
            try {
                return here.readNBytes(buffer, 0, count) == count
                        && Arrays.equals(buffer, 0, count, bytes, offset, offset + count);
            } catch (IOException e) {
                failure = e;
                return false;
            }
        }
    }
}
