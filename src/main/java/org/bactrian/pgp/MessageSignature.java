package org.bactrian.pgp;

import java.io.IOException;
import java.io.OutputStream;

/** A signature being made over a message's literal data as they are written. Not thread-safe. */
interface MessageSignature {
    /** The one-pass signature packet, which goes before the literal data (RFC 4880, 5.4). */
    byte[] onePass() throws IOException;

    /** Takes the contents of the literal data. */
    OutputStream contents();

    /** Ends it and gives the signature packet, which goes after the literal data. */
    byte[] packet() throws IOException;
}
