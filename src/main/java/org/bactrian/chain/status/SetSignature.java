package org.bactrian.chain.status;

import java.util.List;

/**
 * Whether a set is signed, and by whom, as its manifest's signature says: the manifest holds the hashes of the volumes.
 *
 * @param state  what is known
 * @param by     fingerprints of the primary keys that signed, upper-case hex; of a key that is not known here its key id
 * @param reason why it is not known or does not count; null if there is nothing to explain
 */
public record SetSignature(State state, List<String> by, String reason) {
    /** What is known. */
    public enum State {
        /** A valid signature, by a key that was valid when it signed. */
        SIGNED,
        /** There is no signature; never any on a set that is not encrypted. */
        UNSIGNED,
        /** A signature that cannot be checked, for the public key is not here. */
        UNVERIFIED,
        /** A signature that is wrong, or by a key that must not sign. */
        BAD,
        /** The signature lies within the encryption, and nothing at hand opens that. */
        UNKNOWN
    }

    /** Copies the list. */
    public SetSignature {
        by = List.copyOf(by);
    }

    /** Not signed. */
    public static SetSignature unsigned() {
        return new SetSignature(State.UNSIGNED, List.of(), null);
    }

    /** Signed by keys that were valid; unsigned if there are none. */
    public static SetSignature by(List<String> fingerprints) {
        return fingerprints.isEmpty() ? unsigned() : new SetSignature(State.SIGNED, fingerprints, null);
    }

    /** Not known. */
    public static SetSignature unknown(String reason) {
        return new SetSignature(State.UNKNOWN, List.of(), reason);
    }
}
