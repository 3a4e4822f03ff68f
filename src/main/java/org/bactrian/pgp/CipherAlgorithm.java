package org.bactrian.pgp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** The block ciphers of OpenPGP (RFC 4880, 9.2; RFC 5581). All are read; AES is written. */
enum CipherAlgorithm {
    IDEA(1, 16, 8),
    TRIPLE_DES(2, 24, 8),
    CAST5(3, 16, 8),
    BLOWFISH(4, 16, 8),
    AES_128(7, 16, 16),
    AES_192(8, 24, 16),
    AES_256(9, 32, 16),
    TWOFISH(10, 32, 16),
    CAMELLIA_128(11, 16, 16),
    CAMELLIA_192(12, 24, 16),
    CAMELLIA_256(13, 32, 16);

    /** Encrypts whole blocks, each on its own (ECB). Not thread-safe. */
    @FunctionalInterface
    interface Blocks {
        /** @param count bytes, a multiple of the block size */
        void encrypt(byte[] in, int inOffset, int count, byte[] out, int outOffset);
    }

    /**
     * How much one call is given, of the platform's ciphers and digests alike: the virtual machine puts the processor's
     * instructions in their place when they were called some thousand times, which is to be soon.
     */
    static final int PIECE = 4096;

    private final int id;
    private final int keySize;
    private final int blockSize;

    CipherAlgorithm(int id, int keySize, int blockSize) {
        this.id = id;
        this.keySize = keySize;
        this.blockSize = blockSize;
    }

    /** The algorithm of a packet's number, or null if there is none. */
    static CipherAlgorithm of(int id) {
        for (CipherAlgorithm each : values()) {
            if (each.id == id) {
                return each;
            }
        }
        return null;
    }

    int id() {
        return id;
    }

    /** In bytes. */
    int keySize() {
        return keySize;
    }

    /** In bytes. */
    int blockSize() {
        return blockSize;
    }

    boolean isAes() {
        return this == AES_128 || this == AES_192 || this == AES_256;
    }

    /** The cipher with a key. AES is the platform's, which has the processor's instructions. */
    Blocks blocks(byte[] key) {
        return isAes() ? aes(key) : OtherCiphers.blocks(this, key);
    }

    private static Blocks aes(byte[] key) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return (in, inOffset, count, out, outOffset) -> {
                try {
                    for (int at = 0; at < count; at += PIECE) {
                        cipher.update(in, inOffset + at, Math.min(PIECE, count - at), out, outOffset + at);
                    }
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("whole blocks and room for them", e);
                }
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }
}
