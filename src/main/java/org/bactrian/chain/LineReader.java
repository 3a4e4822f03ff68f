package org.bactrian.chain;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Splits a stream at LF into lines of bytes, bounded in length. */
final class LineReader {
    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[1 << 13];
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private int at;
    private int end;
    private boolean lineEnded;

    /** A line went beyond the bound. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    LineReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** The next line without its LF; null at the end. @throws TooLongException beyond the bound */
    byte[] next() throws IOException {
        pending.reset();
        while (fill()) {
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            if (pending.size() + (at - from) > longest) {
                throw new TooLongException();
            }
            pending.write(buffer, from, at - from);
            if (at < end) {
                at++;
                lineEnded = true;
                return pending.toByteArray();
            }
        }
        lineEnded = false;
        return pending.size() == 0 ? null : pending.toByteArray();
    }

    /** Whether the line given last had its LF. */
    boolean lineEnded() {
        return lineEnded;
    }

    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = in.read(buffer);
        return end > 0;
    }
}
