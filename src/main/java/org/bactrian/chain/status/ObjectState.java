package org.bactrian.chain.status;

import java.util.Locale;
import java.util.Objects;

/**
 * What one object on the store, or one file in the archive directory, is to us. Immutable.
 *
 * @param place  where it is
 * @param name   its name there
 * @param kind   what it is
 * @param reason why, in a few words
 */
public record ObjectState(Place place, String name, Kind kind, String reason) {
    /** Where an object can be. */
    public enum Place {
        STORE, ARCHIVE
    }

    /** What an object can be. */
    public enum Kind {
        /** Part of a finished set, or the copy of one. */
        COMMITTED,
        /** Part of an unfinished set that the next backup goes on with, if the source is what it was. */
        RESUMABLE,
        /** Left by a run that did not end; the next backup removes it. */
        ORPHAN,
        /** Somebody else's; it is never touched. */
        FOREIGN,
        /** Part of a set that is not whole, or not what it should be. */
        DAMAGED
    }

    /** @throws NullPointerException if something is missing */
    public ObjectState {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
    }

    /** {@code orphan store NAME: reason}. */
    @Override
    public String toString() {
        return word(kind) + " " + word(place) + " " + name + ": " + reason;
    }

    /** An enum's value in lower case, as it is shown. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
