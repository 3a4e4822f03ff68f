package org.bactrian.pgp;

import java.io.IOException;

/**
 * The bytes are not what they should be. Inside this package only: at its edge it becomes a BactrianException with the
 * object's name. The message reads on after "object: ".
 */
final class PgpFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    PgpFormatException(String message) {
        super(message);
    }

    PgpFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
