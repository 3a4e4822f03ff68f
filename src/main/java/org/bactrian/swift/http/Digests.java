package org.bactrian.swift.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one hash Swift speaks: the ETag of an object is the MD5 of its bytes. */
public final class Digests {
    private Digests() {
    }

    /** A fresh MD5. */
    public static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
