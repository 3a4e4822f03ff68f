package org.bactrian.rsync;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Whether some content still has a signature (spec 4.2). The signature is compared while that of the content is made, so
 * neither is held in memory. Not thread-safe.
 */
public final class SignatureCheck {
    private static final int BUFFER = 1 << 14; // made anew for each file, and most files are small

    private final Expected expected;
    private final SignatureWriter writer;

    /**
     * Begins to compare; the content is written to it then.
     *
     * @param signature as stored, header and all, and nothing after it; not closed
     * @param what      what the signature is, for messages
     * @throws org.bactrian.error.BactrianException of kind NO_SIGNATURES, naming the signature, if its header is damaged
     */
    public SignatureCheck(InputStream signature, String what) throws IOException {
        SignatureFormat format = SignatureReader.readHeader(signature, what);
        expected = new Expected(signature);
        writer = new SignatureWriter(expected, format);
    }

    /** Takes the next bytes of the content. */
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (expected.same) {
            writer.write(bytes, offset, count);
        }
    }

    /** Whether the content written, which is all of it, has this very signature. */
    public boolean matches() throws IOException {
        writer.finish();
        return expected.same && expected.stored.read() < 0;
    }

    /**
     * Compares; stops soon after the first block that differs.
     *
     * @param content   read to its end if it matches; not closed
     * @param signature as stored, header and all, and nothing after it; not closed
     * @param what      what the signature is, for messages
     * @return whether the content has this very signature
     * @throws org.bactrian.error.BactrianException of kind NO_SIGNATURES, naming the signature, if its header is damaged
     */
    public static boolean matches(InputStream content, InputStream signature, String what) throws IOException {
        SignatureCheck check = new SignatureCheck(signature, what);
        byte[] buffer = new byte[BUFFER];
        for (int n; check.expected.same && (n = content.read(buffer, 0, buffer.length)) >= 0;) {
            check.write(buffer, 0, n);
        }
        return check.matches();
    }

    /** Compares what is written with what it should be. */
    private static final class Expected extends OutputStream {
        private final InputStream stored;
        private byte[] part = new byte[0];
        /** The header was read from the stream already, and what is written begins with the same one. */
        private int headerLeft = SignatureFormat.HEADER_LENGTH;
        private boolean same = true;

        Expected(InputStream stored) {
            this.stored = stored;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            int skipped = Math.min(headerLeft, count);
            headerLeft -= skipped;
            int wanted = count - skipped;
            if (wanted > part.length) {
                part = new byte[wanted];
            }
            same = same && stored.readNBytes(part, 0, wanted) == wanted
                    && Arrays.equals(part, 0, wanted, bytes, offset + skipped, offset + count);
        }
    }
}
