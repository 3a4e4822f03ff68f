package org.bactrian.embed;

import org.bactrian.store.StoreHeaders;

/**
 * What an application says of a command: headers of the exchange that it sends to the command's route, as {@code direct:backup}.
 * They are gone when the command begins.
 */
public final class CommandHeaders {
    /** The folder to back up: backup, full, incremental. */
    public static final String SOURCE = "BactrianSource";
    /** The URL of the backups: every command but replicate. */
    public static final String TARGET = StoreHeaders.TARGET;
    /** The folder to restore into, or to compare with: restore, verify. */
    public static final String FOLDER = "BactrianFolder";
    /** Options as on the command line: a collection of words, or a text that is split at blanks. */
    public static final String OPTIONS = "BactrianOptions";

    /** Exchange property afterwards, a {@code CharSequence}: what the command shows to its user (status, listing, statistics). */
    public static final String RESULT = "BactrianResult";
    /** Exchange property: the passphrase; taken away when the command begins. In its absence the variable PASSPHRASE counts. */
    public static final String PASSPHRASE = "BactrianPassphrase";
    /** Name of a bean, a {@code Map<String, String>}: variables as PASSPHRASE and SWIFT_USERNAME; the process's if there is none. */
    public static final String ENVIRONMENT = "bactrianEnvironment";

    private CommandHeaders() {
    }
}
