package org.bactrian.pgp;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * One packet: its tag and its body, a stream that ends where the body does whatever form its length has. Tags are those
 * of RFC 4880, 4.3 and RFC 9580, 5.
 */
record Packet(int tag, InputStream body) {
    static final int PUBLIC_KEY_SESSION_KEY = 1;
    static final int SIGNATURE = 2;
    static final int PASSPHRASE_SESSION_KEY = 3;
    static final int ONE_PASS_SIGNATURE = 4;
    static final int COMPRESSED = 8;
    static final int ENCRYPTED_UNPROTECTED = 9;
    static final int MARKER = 10;
    static final int LITERAL = 11;
    static final int ENCRYPTED_PROTECTED = 18;
    static final int MDC = 19;
    static final int ENCRYPTED_AEAD = 20;
    static final int PADDING = 21;

    /** All of a body that ought to be small. */
    byte[] readAll(int most) throws IOException {
        byte[] bytes = body.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new PgpFormatException("has a packet (tag " + tag + ") of more than " + most + " bytes");
        }
        return bytes;
    }

    /** The whole of a small packet, with a plain header, for BouncyCastle's parsers. */
    byte[] framed(int most) throws IOException {
        byte[] bytes = readAll(most);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0xC0 | tag);
        PartialOutput.writeLength(out, bytes.length);
        out.write(bytes);
        return out.toByteArray();
    }

    /** The body, to read numbers from. */
    DataInputStream data() {
        return new DataInputStream(body);
    }
}
