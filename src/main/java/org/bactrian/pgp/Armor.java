package org.bactrian.pgp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.bouncycastle.bcpg.ArmoredInputStream;

/** Base64 around a message (RFC 4880, 6), which is told by its first byte: no packet begins with a hyphen. */
final class Armor {
    private static final int BUFFER = 64 * 1024;

    private Armor() {
    }

    /** The bytes of a message that may be armored, buffered. */
    static InputStream removed(InputStream source) throws IOException {
        BufferedInputStream in = new BufferedInputStream(source, BUFFER);
        in.mark(1);
        int first = in.read();
        in.reset();
        return first == '-' ? Decoded.of(in) : in;
    }

    /** Named here only, so that BouncyCastle is loaded by a message that needs it. */
    private static final class Decoded {
        static InputStream of(InputStream in) throws IOException {
            return new ArmoredInputStream(in);
        }
    }
}
