package org.bactrian.rsync;

import org.bouncycastle.crypto.digests.Blake2bDigest;

/** BLAKE2b with 32 bytes of output (RFC 7693), by BouncyCastle. */
final class Blake2b extends StrongSum {
    static final int LENGTH = 32;

    private final Blake2bDigest digest = new Blake2bDigest(LENGTH * Byte.SIZE);

    @Override
    int length() {
        return LENGTH;
    }

    @Override
    void sum(byte[] bytes, int offset, int count, byte[] sum) {
        digest.update(bytes, offset, count);
        digest.doFinal(sum, 0);
    }
}
