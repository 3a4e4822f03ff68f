package org.bactrian.pgp;

import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.BlowfishEngine;
import org.bouncycastle.crypto.engines.CAST5Engine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.IDEAEngine;
import org.bouncycastle.crypto.engines.TwofishEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/** The block ciphers of OpenPGP (RFC 4880, 9.2; RFC 5581). All are read; AES is written. */
enum CipherAlgorithm {
    IDEA(1, 16, 8, IDEAEngine::new),
    TRIPLE_DES(2, 24, 8, DESedeEngine::new),
    CAST5(3, 16, 8, CAST5Engine::new),
    BLOWFISH(4, 16, 8, BlowfishEngine::new),
    AES_128(7, 16, 16, null),
    AES_192(8, 24, 16, null),
    AES_256(9, 32, 16, null),
    TWOFISH(10, 32, 16, TwofishEngine::new),
    CAMELLIA_128(11, 16, 16, CamelliaEngine::new),
    CAMELLIA_192(12, 24, 16, CamelliaEngine::new),
    CAMELLIA_256(13, 32, 16, CamelliaEngine::new);

    /** Encrypts whole blocks, each on its own (ECB). Not thread-safe. */
    @FunctionalInterface
    interface Blocks {
        /** @param count bytes, a multiple of the block size */
        void encrypt(byte[] in, int inOffset, int count, byte[] out, int outOffset);
    }

    private final int id;
    private final int keySize;
    private final int blockSize;
    private final Supplier<BlockCipher> engine;

    CipherAlgorithm(int id, int keySize, int blockSize, Supplier<BlockCipher> engine) {
        this.id = id;
        this.keySize = keySize;
        this.blockSize = blockSize;
        this.engine = engine;
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
        return engine == null;
    }

    /** The cipher with a key. AES is the platform's, which has the processor's instructions. */
    Blocks blocks(byte[] key) {
        return isAes() ? aes(key) : lightweight(key);
    }

    private static Blocks aes(byte[] key) {
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
            return (in, inOffset, count, out, outOffset) -> {
                try {
                    cipher.update(in, inOffset, count, out, outOffset);
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("whole blocks and room for them", e);
                }
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES", e);
        }
    }

    private Blocks lightweight(byte[] key) {
        BlockCipher cipher = engine.get();
        cipher.init(true, new KeyParameter(key));
        return (in, inOffset, count, out, outOffset) -> {
            for (int at = 0; at < count; at += blockSize) {
                cipher.processBlock(in, inOffset + at, out, outOffset + at);
            }
        };
    }
}
