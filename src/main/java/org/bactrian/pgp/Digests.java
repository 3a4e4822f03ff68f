package org.bactrian.pgp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The platform's digests, which are an order of magnitude faster than others. */
final class Digests {
    private Digests() {
    }

    static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** Hashes in pieces; see {@link CipherAlgorithm#PIECE}. */
    static void update(MessageDigest digest, byte[] bytes, int offset, int count) {
        for (int at = 0; at < count; at += CipherAlgorithm.PIECE) {
            digest.update(bytes, offset + at, Math.min(CipherAlgorithm.PIECE, count - at));
        }
    }
}
