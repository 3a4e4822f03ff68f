package org.bactrian.verify;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;
import org.bactrian.rsync.Spool;

/**
 * A spool that hands on to another one only what nobody can read: AES in counter mode, so that any place can be read by
 * itself. For content of encrypted backups that has to be put on a disk for a while. The key must serve one spool only,
 * for the counter begins at 0, and lives in memory only. Nothing is authenticated: the other spool is this process's own.
 * Not thread-safe.
 */
public final class EncryptedSpool implements Spool {
    private static final String CIPHER = "AES/CTR/NoPadding";
    private static final int BLOCK = 16;
    private static final int BUFFER = 1 << 16;

    private final Spool sealed;
    private final SecretKey key;
    private final Cipher writer;
    private final Cipher reader;
    private final byte[] buffer = new byte[BUFFER];

    /**
     * @param sealed takes what is encrypted, empty yet; closed with this
     * @param key    an AES key for this spool alone
     */
    public EncryptedSpool(Spool sealed, SecretKey key) {
        this.sealed = sealed;
        this.key = key;
        this.writer = cipher(Cipher.ENCRYPT_MODE);
        this.reader = cipher(Cipher.DECRYPT_MODE);
    }

    @Override
    public void append(byte[] bytes, int offset, int count) throws IOException {
        for (int done = 0; done < count;) {
            int part = Math.min(buffer.length, count - done);
            update(writer, bytes, offset + done, part, buffer);
            sealed.append(buffer, 0, part);
            done += part;
        }
    }

    @Override
    public long length() {
        return sealed.length();
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int count) throws IOException {
        if (position < 0 || position > length() - count) {
            throw new EOFException("no " + count + " bytes at " + position + " of " + length());
        }
        sealed.readFully(position, target, offset, count);
        seek(position);
        for (int done = 0; done < count;) {
            int part = Math.min(buffer.length, count - done);
            update(reader, target, offset + done, part, buffer);
            System.arraycopy(buffer, 0, target, offset + done, part);
            done += part;
        }
    }

    @Override
    public void close() throws IOException {
        sealed.close();
    }

    /** Makes the reader's next byte that of a position: the counter says the block, the rest is read over. */
    private void seek(long position) {
        try {
            byte[] counter = ByteBuffer.allocate(BLOCK).putLong(Long.BYTES, position / BLOCK).array();
            reader.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(counter));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        update(reader, new byte[BLOCK], 0, (int) (position % BLOCK), buffer);
    }

    private Cipher cipher(int mode) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new IvParameterSpec(new byte[BLOCK]));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + CIPHER, e);
        }
    }

    /** A stream cipher gives as many bytes as it takes. */
    private static void update(Cipher cipher, byte[] in, int inOffset, int count, byte[] out) {
        try {
            if (count > 0 && cipher.update(in, inOffset, count, out, 0) != count) {
                throw new IllegalStateException(CIPHER + " holds bytes back");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
