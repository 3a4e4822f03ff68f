package org.bactrian.cli.secret;

import java.util.Arrays;
import java.util.Map;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.RunLog;

/**
 * The passphrases of a run (spec 5.3): from {@code PASSPHRASE} and {@code SIGN_PASSPHRASE}, set but empty counting as set, else
 * asked for on the terminal with duplicity's words, each once. Thread-safe. What it hands out is its own array: not to be changed.
 */
public final class Secrets implements AutoCloseable {
    private static final String PASSPHRASE = "PASSPHRASE";
    private static final String SIGN_PASSPHRASE = "SIGN_PASSPHRASE";

    private final Map<String, String> environment;
    private final Terminal terminal;
    private final RunLog log;
    private final boolean oneKeyForBoth;
    private char[] main;
    private char[] signing;

    /**
     * @param environment   of the process
     * @param terminal      to ask on
     * @param log           told when one passphrase stands in for the other
     * @param oneKeyForBoth whether the signing key is also one of those encrypted to: then each stands in for the other
     */
    public Secrets(Map<String, String> environment, Terminal terminal, RunLog log, boolean oneKeyForBoth) {
        this.environment = environment;
        this.terminal = terminal;
        this.log = log;
        this.oneKeyForBoth = oneKeyForBoth;
    }

    /**
     * What opens, and what seals without keys.
     *
     * @param symmetric whether it is not the passphrase of a key: then it must not be empty
     * @param confirmed whether it is to be typed twice, because something new will be sealed with it
     * @throws BactrianException of kind USER_ERROR if nobody can be asked
     */
    public synchronized char[] passphrase(boolean symmetric, boolean confirmed) {
        if (main == null) {
            main = fromEnvironment(PASSPHRASE, SIGN_PASSPHRASE);
        }
        if (main == null && oneKeyForBoth && signing != null) {
            main = signing.clone();
        }
        while (main == null) {
            main = ask(PASSPHRASE, "GnuPG passphrase for decryption: ",
                    confirmed ? "Retype passphrase for decryption to confirm: " : null, symmetric);
        }
        return main;
    }

    /** Whether {@link #passphrase} has an answer without asking anybody. */
    public synchronized boolean areKnown() {
        return main != null || environment.containsKey(PASSPHRASE)
                || oneKeyForBoth && (signing != null || environment.containsKey(SIGN_PASSPHRASE));
    }

    /**
     * What unlocks the signing key.
     *
     * @throws BactrianException of kind USER_ERROR if nobody can be asked
     */
    public synchronized char[] signing() {
        if (signing == null) {
            signing = fromEnvironment(SIGN_PASSPHRASE, PASSPHRASE);
        }
        if (signing == null && oneKeyForBoth && main != null) {
            signing = main.clone();
        }
        while (signing == null) {
            signing = ask(SIGN_PASSPHRASE, "GnuPG passphrase for signing key: ", null, false);
        }
        return signing;
    }

    /**
     * The password of an account whose settings lack it.
     *
     * @param who the account's name, for the prompt
     * @return what was typed, or null if nobody can be asked; then the store says which variable is missing
     */
    public synchronized String account(String who) {
        if (!terminal.isThere()) {
            return null;
        }
        char[] typed = answer("Password for " + who + ": ", "SWIFT_PASSWORD or OS_PASSWORD");
        try {
            return new String(typed);
        } finally {
            wipe(typed);
        }
    }

    private char[] fromEnvironment(String name, String other) {
        String value = environment.get(name);
        if (value == null && oneKeyForBoth) {
            value = environment.get(other);
            if (value != null) {
                log.info("Reuse configured " + other + " as " + name);
            }
        }
        return value == null ? null : value.toCharArray();
    }

    /** One round of questions; null if the answer cannot be used and the round begins again. */
    private char[] ask(String name, String prompt, String retypePrompt, boolean notEmpty) {
        if (!terminal.isThere()) {
            throw new BactrianException(ErrorKind.USER_ERROR, "A passphrase is needed, and there is no terminal to ask on",
                    "Set the environment variable " + name + ".");
        }
        char[] first = answer(prompt, name);
        if (notEmpty && first.length == 0) {
            terminal.show("Cannot use empty passphrase with symmetric encryption!  Please try again.");
            return null;
        }
        char[] second = retypePrompt == null ? null : answer(retypePrompt, name);
        boolean same = second == null || Arrays.equals(first, second);
        wipe(second);
        if (same) {
            return first;
        }
        wipe(first);
        terminal.show("First and second passphrases do not match!  Please try again.");
        return null;
    }

    private char[] answer(String prompt, String name) {
        char[] line = terminal.readSecret(prompt);
        if (line == null) {
            throw new BactrianException(ErrorKind.USER_ERROR, "The input ended where a passphrase was asked for",
                    "Type it, or set the environment variable " + name + ".");
        }
        return line;
    }

    /** Wipes what is known. */
    @Override
    public synchronized void close() {
        wipe(main);
        wipe(signing);
        main = null;
        signing = null;
    }

    private static void wipe(char[] secret) {
        if (secret != null) {
            Arrays.fill(secret, '\0');
        }
    }

    @Override
    public String toString() {
        return "secrets";
    }
}
