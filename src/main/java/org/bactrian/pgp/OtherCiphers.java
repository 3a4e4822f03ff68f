package org.bactrian.pgp;

import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.BlowfishEngine;
import org.bouncycastle.crypto.engines.CAST5Engine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.IDEAEngine;
import org.bouncycastle.crypto.engines.TwofishEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/** BouncyCastle's ciphers, apart so that its classes are loaded by a message that needs them. */
final class OtherCiphers {
    private OtherCiphers() {
    }

    /** The cipher with a key; not for AES. */
    static CipherAlgorithm.Blocks blocks(CipherAlgorithm algorithm, byte[] key) {
        BlockCipher cipher = engine(algorithm);
        cipher.init(true, new KeyParameter(key));
        int blockSize = algorithm.blockSize();
        return (in, inOffset, count, out, outOffset) -> {
            for (int at = 0; at < count; at += blockSize) {
                cipher.processBlock(in, inOffset + at, out, outOffset + at);
            }
        };
    }

    private static BlockCipher engine(CipherAlgorithm algorithm) {
        return switch (algorithm) {
            case IDEA -> new IDEAEngine();
            case TRIPLE_DES -> new DESedeEngine();
            case CAST5 -> new CAST5Engine();
            case BLOWFISH -> new BlowfishEngine();
            case TWOFISH -> new TwofishEngine();
            case CAMELLIA_128, CAMELLIA_192, CAMELLIA_256 -> new CamelliaEngine();
            default -> throw new IllegalStateException(algorithm + " is the platform's");
        };
    }
}
