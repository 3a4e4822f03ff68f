package org.bactrian.cli;

import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** Errors of the command line, in duplicity's words: exit code 2. */
final class Misuse {
    private static final String HELP = "Enter 'bactrian --help' for help screen.";

    private Misuse() {
    }

    /** @param what is wrong, one line */
    static BactrianException of(String what) {
        return of(what, HELP);
    }

    /** @param guidance what to type instead */
    static BactrianException of(String what, String guidance) {
        return new BactrianException(ErrorKind.USAGE, "Command line error: " + what, guidance);
    }
}
