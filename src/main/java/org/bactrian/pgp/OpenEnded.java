package org.bactrian.pgp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Keeps the target open when a stream over it is closed. */
final class OpenEnded extends FilterOutputStream {
    OpenEnded(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
