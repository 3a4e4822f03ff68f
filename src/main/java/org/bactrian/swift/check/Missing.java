package org.bactrian.swift.check;

/** Thrown by a check that finds that the store lacks what it tries. */
final class Missing extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Missing(String reason) {
        super(reason);
    }
}
