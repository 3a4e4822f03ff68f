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
}
