package org.bactrian.pgp;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.operator.bc.BcAEADUtil;

/**
 * Data encrypted with authentication, chunk by chunk: GnuPG's packet 20 (draft-koch-librepgp, 5.16) and RFC 9580's
 * packet 18 version 2 (5.13.2). The version byte is read already.
 *
 * <pre>
 * offset size
 *  0     1   cipher
 *  1     1   mode: 1 EAX, 2 OCB, 3 GCM
 *  2     1   chunk size c: 2^(c + 6) bytes
 *  3     n   packet 20: initial vector, 16, 15 or 12 bytes; packet 18: salt, 32 bytes
 *        n   chunks, each with a tag of 16 bytes, and a last tag over nothing
 * </pre>
 *
 * Packet 20 takes the session key as it is; a chunk's number is combined into the vector's last 8 bytes and
 * authenticated with the packet's header. Packet 18 derives key and vector from session key and salt by HKDF with
 * SHA-256; the number is the nonce's last 8 bytes. The last tag authenticates the total length too.
 *
 * @param tag 20 or 18
 */
record AeadData(int tag, InputStream body) implements EncryptedData {
    /** 4 MiB: what both standards allow to write, and as much memory as a chunk takes. */
    private static final int LARGEST_CHUNK = 16;
    private static final int SMALLEST_BITS = 6;
    private static final int SALT = 32;
    private static final int BLOCK = 16;
    /** By mode: EAX, OCB, GCM. */
    private static final int[] VECTOR = {0, 16, 15, 12};

    @Override
    public long check(SessionKey key, Decoding decoding) throws IOException {
        return decrypt(key, Long.MAX_VALUE).transferTo(OutputStream.nullOutputStream());
    }

    @Override
    public InputStream decrypt(SessionKey key, long length) throws IOException {
        byte[] header = {(byte) (0xC0 | tag), (byte) (tag == Packet.ENCRYPTED_AEAD ? 1 : 2), read(), read(), read()};
        CipherAlgorithm cipher = CipherAlgorithm.of(header[2]);
        int mode = header[3];
        int chunk = header[4];
        if (cipher == null || cipher.blockSize() != BLOCK || mode < 1 || mode >= VECTOR.length || chunk < 0
                || chunk > LARGEST_CHUNK) {
            throw new PgpFormatException("its data are encrypted in an unknown way (cipher " + header[2] + ", mode "
                    + mode + ", chunk size " + chunk + ")");
        }
        if (cipher.keySize() != key.key().length) {
            throw new WrongKeyException();
        }
        InputStream clear = tag == Packet.ENCRYPTED_AEAD ? librepgp(header, key.key(), cipher, mode, chunk)
                : rfc9580(header, key.key(), cipher, mode, chunk);
        return new LimitedInput(clear, length);
    }

    private InputStream librepgp(byte[] header, byte[] key, CipherAlgorithm cipher, int mode, int chunk)
            throws IOException {
        byte[] vector = new byte[VECTOR[mode]];
        new DataInputStream(body).readFully(vector);
        return new AeadInput(body, aead(cipher, mode), key, new AeadInput.Scheme() {
            @Override
            public byte[] nonce(long index) {
                byte[] nonce = vector.clone();
                ByteBuffer last = ByteBuffer.wrap(nonce, nonce.length - Long.BYTES, Long.BYTES);
                last.putLong(nonce.length - Long.BYTES, last.getLong(nonce.length - Long.BYTES) ^ index);
                return nonce;
            }

            @Override
            public byte[] associated(long index) {
                return ByteBuffer.allocate(header.length + Long.BYTES).put(header).putLong(index).array();
            }
        }, 1 << chunk + SMALLEST_BITS);
    }

    private InputStream rfc9580(byte[] header, byte[] key, CipherAlgorithm cipher, int mode, int chunk)
            throws IOException {
        byte[] salt = new byte[SALT];
        new DataInputStream(body).readFully(salt);
        HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
        generator.init(new HKDFParameters(key, salt, header));
        byte[] derived = new byte[cipher.keySize() + VECTOR[mode] - Long.BYTES];
        generator.generateBytes(derived, 0, derived.length);
        return new AeadInput(body, aead(cipher, mode), Arrays.copyOf(derived, cipher.keySize()),
                new AeadInput.Scheme() {
            @Override
            public byte[] nonce(long index) {
                return ByteBuffer.allocate(VECTOR[mode]).put(derived, cipher.keySize(),
                        derived.length - cipher.keySize()).putLong(index).array();
            }

            @Override
            public byte[] associated(long index) {
                return header;
            }
        }, 1 << chunk + SMALLEST_BITS);
    }

    private static AEADBlockCipher aead(CipherAlgorithm cipher, int mode) throws PgpFormatException {
        try {
            return BcAEADUtil.createAEADCipher(cipher.id(), mode);
        } catch (PGPException | RuntimeException e) {
            throw new PgpFormatException("its data are encrypted in an unknown way", e);
        }
    }

    private byte read() throws IOException {
        int b = body.read();
        if (b < 0) {
            throw new EOFException("it is cut short");
        }
        return (byte) b;
    }
}
