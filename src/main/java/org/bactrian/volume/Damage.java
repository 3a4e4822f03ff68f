package org.bactrian.volume;

import java.nio.charset.StandardCharsets;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/** Names the archive in which something is wrong. Immutable. */
record Damage(String object) {
    private static final int MOST_SHOWN = 200;

    /** An archive that cannot be read on: "OBJECT is damaged: it …". */
    BactrianException of(String how) {
        return new BactrianException(ErrorKind.HASH_MISMATCH, object + " is damaged: it " + how,
                "Restore from another time, and make a full backup soon");
    }

    /** The same, naming the entry by its raw name. */
    BactrianException of(String how, byte[] entry) {
        return of(how + " (" + shown(entry) + ")");
    }

    /** A name that no writer of backups makes, and that would lead out of the folder restored to. */
    BactrianException violation(byte[] entry) {
        return new BactrianException(ErrorKind.HASH_MISMATCH,
                "Security violation: " + object + " has an entry named " + shown(entry),
                "No backup has such a name; do not trust this store");
    }

    /** One line that a terminal can take. */
    private static String shown(byte[] name) {
        String text = new String(name, 0, Math.min(name.length, MOST_SHOWN), StandardCharsets.UTF_8);
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?") + (name.length > MOST_SHOWN ? "…" : "");
    }
}
