package org.bactrian.seal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** No sealing at all: {@code --no-encryption --no-compression}. Has no integrity of its own. */
public final class PlainSeal implements Seal {
    @Override
    public String suffix() {
        return "";
    }

    @Override
    public OutputStream seal(OutputStream sealed) {
        return new FilterOutputStream(sealed) {
            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                out.write(bytes, offset, count);
            }

            @Override
            public void close() throws IOException {
                out.flush();
            }
        };
    }

    @Override
    public InputStream open(SealedInput sealed) throws IOException {
        return sealed.openStream();
    }

    @Override
    public String toString() {
        return "plain";
    }
}
