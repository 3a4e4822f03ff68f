package org.bactrian.cli.secret;

/** Where a person can be asked for a secret. */
public interface Terminal {
    /** Whether there is anybody to ask. */
    boolean isThere();

    /**
     * Asks, without showing what is typed.
     *
     * @return the line without its end, the caller wipes it; null if the input has ended
     */
    char[] readSecret(String prompt);

    /** Shows a line. */
    void show(String line);
}
