package org.bactrian.chain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Something about a store that its owner should know.
 *
 * @param kind     what
 * @param set      the set it is about, if it is about one
 * @param objects  the objects concerned, by name; may be empty
 * @param sentence one sentence that explains it
 */
public record Finding(Kind kind, Optional<SetId> set, List<String> objects, String sentence) {
    /** The kinds of findings. */
    public enum Kind {
        /** Volumes without a manifest on the store: an unfinished backup. */
        INCOMPLETE_SET,
        /** An unfinished backup whose beginning duplicity keeps in the archive directory. */
        PARTIAL_SET,
        /** An increment that no chain leads to. */
        ORPHANED_SET,
        /** The set that an orphaned increment builds on is not there. */
        MISSING_SET,
        /** An increment that a later one on the same set hides. */
        HIDDEN_SET,
        /** Two chains cover the same time. */
        OVERLAPPING_CHAINS,
        /** A volume that the manifest names, or that the numbers around it demand, is not there. */
        MISSING_VOLUME,
        /** A volume beyond those of the manifest. */
        SURPLUS_VOLUME,
        /** Two files that are the same object of a set by their names. */
        DUPLICATE_OBJECT,
        /** Signatures of an increment that is in no chain. */
        ORPHANED_SIGNATURES,
        /** Signatures of a full backup that is not there. */
        UNNEEDED_SIGNATURES,
        /** A chain's set without signatures anywhere; nothing can be added to that chain. */
        MISSING_SIGNATURES,
        /** An object of somebody else's; it is never touched. */
        FOREIGN_OBJECT
    }

    /** @throws NullPointerException if something is missing */
    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(set, "set");
        objects = List.copyOf(objects);
        Objects.requireNonNull(sentence, "sentence");
    }
}
