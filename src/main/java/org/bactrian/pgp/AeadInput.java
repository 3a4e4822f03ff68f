package org.bactrian.pgp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Decrypts chunks, each with its tag, and checks the last tag over their number and length, however the data end.
 * (BouncyCastle's own stream does not check it when the last chunk is full, so that whole chunks can be cut off
 * unnoticed.) Gives a chunk out only after its tag was checked. Not thread-safe.
 */
final class AeadInput extends InputStream {
    private static final int TAG = 16;

    /** What the two standards do differently; see {@link AeadData}. */
    interface Scheme {
        /** The nonce of a chunk. */
        byte[] nonce(long index);

        /** The data authenticated with a chunk. */
        byte[] associated(long index);
    }

    private final InputStream in;
    private final AEADBlockCipher cipher;
    private final KeyParameter key;
    private final Scheme scheme;
    /** A chunk, its tag, and perhaps the last tag or the start of the next chunk. */
    private final byte[] encrypted;
    private final byte[] clear;
    private int held;
    private int position;
    private int limit;
    private long index;
    private long total;
    private boolean ended;

    AeadInput(InputStream in, AEADBlockCipher cipher, byte[] key, Scheme scheme, int chunk) {
        this.in = in;
        this.cipher = cipher;
        this.key = new KeyParameter(key);
        this.scheme = scheme;
        this.encrypted = new byte[chunk + TAG + TAG];
        this.clear = new byte[chunk + TAG];
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        while (position == limit && !ended) {
            nextChunk();
        }
        if (position == limit) {
            return count == 0 ? 0 : -1;
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

    private void nextChunk() throws IOException {
        int length = held + in.readNBytes(encrypted, held, encrypted.length - held);
        ended = length < encrypted.length;
        if (length < TAG || length > TAG && length < TAG + TAG) {
            throw new EOFException("it is cut short");
        }
        position = 0;
        limit = 0;
        if (length > TAG) {
            limit = decrypt(encrypted, 0, length - TAG, scheme.associated(index));
            total += limit;
            index++;
            System.arraycopy(encrypted, length - TAG, encrypted, 0, TAG);
        }
        held = TAG;
        if (ended) {
            byte[] chunk = Arrays.copyOf(clear, limit);
            byte[] associated = scheme.associated(index);
            decrypt(encrypted, 0, TAG, ByteBuffer.allocate(associated.length + Long.BYTES).put(associated)
                    .putLong(total).array());
            System.arraycopy(chunk, 0, clear, 0, limit);
        }
    }

    private int decrypt(byte[] bytes, int offset, int count, byte[] associated) throws IOException {
        try {
            cipher.init(false, new AEADParameters(key, TAG * Byte.SIZE, scheme.nonce(index)));
            cipher.processAADBytes(associated, 0, associated.length);
            int made = cipher.processBytes(bytes, offset, count, clear, 0);
            return made + cipher.doFinal(clear, made);
        } catch (InvalidCipherTextException e) {
            if (index == 0) {
                // whether the key is wrong or the chunk was changed cannot be told
                throw new EncryptedData.WrongKeyException();
            }
            throw new PgpFormatException("its contents were changed (the tag of chunk " + index + " differs)", e);
        }
    }
}
