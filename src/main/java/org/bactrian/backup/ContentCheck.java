package org.bactrian.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.bactrian.rsync.SignatureFormat;
import org.bactrian.rsync.SignatureWriter;
import org.bactrian.source.SourceEntry;
import org.bactrian.source.SourceFile;

/** Reads a file to see whether it still has a signature. Stops at the first block that differs. */
final class ContentCheck {
    private static final int BUFFER = 1 << 16;

    private ContentCheck() {
    }

    /**
     * Compares.
     *
     * @param file      in the source
     * @param format    of the signature
     * @param signature as stored, header and all
     * @return whether the file's content has this very signature; false if it cannot be read, for then the backup shall
     *         try it and say so
     */
    static boolean matches(SourceEntry file, SignatureFormat format, byte[] signature) {
        try (InputStream in = SourceFile.open(file)) {
            return matches(in, format, signature);
        } catch (IOException e) {
            return false;
        }
    }

    /** As above for any content; an I/O error of it is passed on. */
    static boolean matches(InputStream content, SignatureFormat format, byte[] signature) throws IOException {
        Expected expected = new Expected(signature);
        SignatureWriter writer = new SignatureWriter(expected, format);
        byte[] buffer = new byte[BUFFER];
        for (int n; expected.same && (n = content.read(buffer)) >= 0;) {
            writer.write(buffer, 0, n);
        }
        writer.finish();
        return expected.same && expected.position == signature.length;
    }

    /** Compares what is written with what it should be. */
    private static final class Expected extends OutputStream {
        private final byte[] bytes;
        private int position;
        private boolean same = true;

        Expected(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] written, int offset, int count) {
            same = same && position + count <= bytes.length
                    && java.util.Arrays.equals(bytes, position, position + count, written, offset, offset + count);
            position += count;
        }
    }
}
