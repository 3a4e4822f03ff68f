package org.bactrian.pgp;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in OpenPGP's CFB mode with an initial vector of zeros and without resynchronisation (RFC 4880, 5.13), made from
 * the platform's CBC, which is faster than its CFB: with K1 = E(0), CBC over P with the vector K1 gives E(P1 ^ K1) =
 * E(C1) = K2, and so on; C = P ^ K. Not thread-safe.
 */
final class CfbOutput extends OutputStream {
    private static final int BUFFER = 64 * 1024;
    private static final int BLOCK = 16;

    private final OutputStream out;
    private final Cipher cbc;
    /** The key stream's next block. */
    private final byte[] next = new byte[BLOCK];
    private final byte[] clear = new byte[BUFFER];
    private final byte[] stream = new byte[BUFFER];
    private final byte[] encrypted = new byte[BUFFER];
    private int length;

    /** @param out takes the encrypted bytes; closed with this stream */
    CfbOutput(OutputStream out, byte[] aesKey) {
        this.out = out;
        try {
            SecretKey key = new SecretKeySpec(aesKey, "AES");
            Cipher ecb = Cipher.getInstance("AES/ECB/NoPadding");
            ecb.init(Cipher.ENCRYPT_MODE, key);
            ecb.doFinal(new byte[BLOCK], 0, BLOCK, next);
            cbc = Cipher.getInstance("AES/CBC/NoPadding");
            cbc.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(next));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        clear[length++] = (byte) b;
        if (length == BUFFER) {
            encryptFullBuffer();
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        for (int at = offset; at < offset + count;) {
            int taken = Math.min(offset + count - at, BUFFER - length);
            System.arraycopy(bytes, at, clear, length, taken);
            at += taken;
            length += taken;
            if (length == BUFFER) {
                encryptFullBuffer();
            }
        }
    }

    /** Encrypts what there is, its last block cut short if need be, and closes the target. */
    @Override
    public void close() throws IOException {
        int whole = length - length % BLOCK;
        if (whole > 0) {
            encrypt(whole);
        }
        Xor.bytes(clear, whole, next, 0, encrypted, 0, length - whole);
        out.write(encrypted, 0, length - whole);
        length = 0;
        out.close();
    }

    private void encryptFullBuffer() throws IOException {
        encrypt(BUFFER);
        length = 0;
    }

    private void encrypt(int count) throws IOException {
        try {
            cbc.update(clear, 0, count, stream, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("whole blocks and room for them", e);
        }
        Xor.bytes(clear, 0, next, 0, encrypted, 0, BLOCK);
        Xor.bytes(clear, BLOCK, stream, 0, encrypted, BLOCK, count - BLOCK);
        System.arraycopy(stream, count - BLOCK, next, 0, BLOCK);
        out.write(encrypted, 0, count);
    }
}
