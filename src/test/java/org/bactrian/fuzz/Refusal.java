package org.bactrian.fuzz;

import org.bactrian.error.BactrianException;

/** What a refusal of hostile input has to be like. */
public final class Refusal {
    private static final int LONGEST = 4000;

    private Refusal() {
    }

    /** @throws AssertionError if the message is not one line that a person can read */
    public static void check(BactrianException e) {
        String message = e.getMessage();
        if (message == null || message.length() > LONGEST || message.indexOf('\n') >= 0 || message.indexOf('\033') >= 0) {
            throw new AssertionError("an unfit message: " + message, e);
        }
    }
}
