package org.bactrian.swift.http;

import java.io.IOException;

/** The request's own body could not be read: the fault is on this side, not the server's. */
public final class BodyFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    BodyFailedException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
