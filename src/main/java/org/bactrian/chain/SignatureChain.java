package org.bactrian.chain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The signatures of the sets of a chain, from its full on: what the next increment is computed from. Immutable.
 *
 * @param place where they are
 * @param sets  the sets whose signatures these are, in order; never empty
 */
public record SignatureChain(Place place, List<SetId> sets) {
    /** Where signatures are kept. */
    public enum Place {
        /** In the archive directory. */
        ARCHIVE("local"),
        /** On the store. */
        STORE("remote");

        private final String word;

        Place(String word) {
            this.word = word;
        }

        /** duplicity's word for it. */
        public String word() {
            return word;
        }
    }

    /** @throws IllegalArgumentException if it is empty */
    public SignatureChain {
        Objects.requireNonNull(place, "place");
        sets = List.copyOf(sets);
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("an empty signature chain");
        }
    }

    /** The state they describe is that of this time. */
    public Instant end() {
        return sets.get(sets.size() - 1).time();
    }
}
