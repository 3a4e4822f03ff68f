package org.bactrian.pgp;

import java.io.IOException;
import java.io.InputStream;

/**
 * Decrypts OpenPGP's CFB mode (RFC 4880, 13.9): the key stream is the encryption of the blocks of cipher text, which
 * are all known when reading, so many are encrypted by one call. Not thread-safe.
 */
final class CfbInput extends InputStream {
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final CipherAlgorithm.Blocks blocks;
    private final int blockSize;
    /** The block of cipher text before those of the buffer, and then these. */
    private final byte[] encrypted;
    private final byte[] stream;
    private final byte[] clear = new byte[BUFFER];
    private int position;
    private int limit;
    private boolean ended;

    /**
     * @param in  the cipher text; closed with this stream
     * @param key the session key
     * @param iv  the initial vector, one block
     */
    CfbInput(InputStream in, SessionKey key, byte[] iv) {
        this.in = in;
        this.blocks = key.algorithm().blocks(key.key());
        this.blockSize = key.algorithm().blockSize();
        this.encrypted = new byte[blockSize + BUFFER];
        this.stream = new byte[BUFFER];
        System.arraycopy(iv, 0, encrypted, 0, blockSize);
    }

    @Override
    public int read() throws IOException {
        return position < limit || fill() ? clear[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (position == limit && count >= BUFFER) {
            int made = decrypt(bytes, offset);
            return made == 0 ? -1 : made;
        }
        if (position == limit && !fill()) {
            return -1;
        }
        int taken = Math.min(count, limit - position);
        System.arraycopy(clear, position, bytes, offset, taken);
        position += taken;
        return taken;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = decrypt(clear, 0);
        return limit > 0;
    }

    /** Decrypts a whole buffer, or what there is; gives its length, 0 at the end. */
    private int decrypt(byte[] target, int offset) throws IOException {
        if (ended) {
            return 0;
        }
        int count = in.readNBytes(encrypted, blockSize, BUFFER);
        ended = count < BUFFER;
        int whole = (count + blockSize - 1) / blockSize * blockSize;
        if (whole > 0) {
            blocks.encrypt(encrypted, 0, whole, stream, 0);
        }
        Xor.bytes(encrypted, blockSize, stream, 0, target, offset, count);
        System.arraycopy(encrypted, count, encrypted, 0, blockSize);
        return count;
    }
}
