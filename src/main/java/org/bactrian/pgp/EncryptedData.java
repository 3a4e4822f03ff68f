package org.bactrian.pgp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The packet with a message's encrypted data, in one of its forms; read once, either to check it or to decrypt it. */
interface EncryptedData {
    /** The key is not the one the data was encrypted with, as far as can be told. */
    final class WrongKeyException extends IOException {
        private static final long serialVersionUID = 1L;

        WrongKeyException() {
            super("it was encrypted with another key");
        }
    }

    /**
     * Reads all of it and proves its integrity.
     *
     * @param decoding by how many threads
     * @return the number of clear bytes
     * @throws WrongKeyException  if the key is not the right one
     * @throws PgpFormatException if the data were changed
     */
    long check(SessionKey key, Decoding decoding) throws IOException;

    /**
     * The clear bytes.
     *
     * @param length what {@link #check} gave
     */
    InputStream decrypt(SessionKey key, long length) throws IOException;

    /** Whether {@link #check} proves anything. */
    default boolean isProtected() {
        return true;
    }

    /** Reads what both CFB forms begin with: a random block and its last two bytes again. */
    static byte[] readPrefix(InputStream clear, SessionKey key) throws IOException {
        int block = key.algorithm().blockSize();
        byte[] prefix = clear.readNBytes(block + 2);
        if (prefix.length < block + 2) {
            throw new EOFException("it is cut short");
        }
        if (prefix[block] != prefix[block - 2] || prefix[block + 1] != prefix[block - 1]) {
            throw new WrongKeyException();
        }
        return prefix;
    }
}
