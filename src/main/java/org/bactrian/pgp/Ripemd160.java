package org.bactrian.pgp;

import java.security.MessageDigest;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/** BouncyCastle's RIPEMD-160 as the platform's type, which has none. */
final class Ripemd160 extends MessageDigest implements Cloneable {
    private RIPEMD160Digest digest = new RIPEMD160Digest();

    Ripemd160() {
        super("RIPEMD160");
    }

    @Override
    public Object clone() throws CloneNotSupportedException {
        Ripemd160 copy = (Ripemd160) super.clone();
        copy.digest = new RIPEMD160Digest(digest);
        return copy;
    }

    @Override
    protected void engineUpdate(byte input) {
        digest.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
        digest.update(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }

    @Override
    protected void engineReset() {
        digest.reset();
    }
}
