package org.bactrian.chain.retention;

import java.util.List;
import java.util.Objects;
import org.bactrian.chain.BackupSet;

/**
 * What becomes of one set, and why.
 *
 * @param set  the set
 * @param goes whether it is to be removed
 * @param why  one reason or several, each a few words; never empty
 */
public record Decision(BackupSet set, boolean goes, List<String> why) {
    /** @throws IllegalArgumentException if there is no reason */
    public Decision {
        Objects.requireNonNull(set, "set");
        why = List.copyOf(why);
        if (why.isEmpty()) {
            throw new IllegalArgumentException("a decision without a reason");
        }
    }

    static Decision goes(BackupSet set, String why) {
        return new Decision(set, true, List.of(why));
    }

    static Decision stays(BackupSet set, String why) {
        return new Decision(set, false, List.of(why));
    }
}
