package org.bactrian.swift;

import org.bactrian.error.ErrorKind;

/**
 * One part of an object's bytes, for checking them as they pass.
 *
 * @param container where it lies
 * @param name      its name there
 * @param size      its bytes
 * @param md5       lower-case hex; empty if unknown
 */
public record Segment(String container, String name, long size, String md5) {
    /** @throws SwiftFailure if the size is negative, as only a hostile server says */
    public Segment {
        if (size < 0) {
            throw SwiftFailure.of(ErrorKind.STORE_FAILED, "Swift gives " + container + "/" + name + " the size " + size, "", false);
        }
    }

    /** Whether a text is an MD5 at all: large objects and some gateways have other ETags. */
    static boolean isMd5(String etag) {
        return etag.matches("[0-9a-f]{32}");
    }
}
