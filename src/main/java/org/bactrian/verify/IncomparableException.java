package org.bactrian.verify;

import java.io.IOException;

/** One file cannot be compared; the others can. The message says why, without naming the file. */
public final class IncomparableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param reason a few words */
    IncomparableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
