package org.bactrian.seal;

import java.util.Optional;

/**
 * How this run seals and opens, decided by its options, with the secrets asked for only when one is really needed: a run
 * that opens and seals nothing encrypted asks nothing. Every method gives the same seal each time. Thread-safe.
 */
public interface SealProvider {
    /** What new objects' names end with (as {@link Seal#suffix()}); never asks for a secret. */
    String suffix();

    /**
     * Seals what this run stores. Asks for the passphrase, or that of the signing key, on the first call that needs it.
     *
     * @throws org.bactrian.error.BactrianException of kind USER_ERROR if a secret is needed and nobody can be asked
     */
    Seal sealing();

    /**
     * Opens what is stored already.
     *
     * @param suffix of the object's name: "", ".gz" or ".gpg" (spec 1.1)
     * @throws org.bactrian.error.BactrianException of kind USER_ERROR if a secret is needed and nobody can be asked, or if the
     *         suffix is none of these
     */
    Seal opening(String suffix);

    /**
     * As {@link #opening}, but empty where a secret would have to be asked for first.
     *
     * @param suffix as there
     */
    default Optional<Seal> openingUnasked(String suffix) {
        return Optional.of(opening(suffix));
    }

    /** Whether copies of what is encrypted on the store are to be kept encrypted too. */
    default boolean keepsSealed() {
        return false;
    }

    /** Whether what is opened must be signed by a certain key: then copies made without that demand do not serve. */
    default boolean demandsSigner() {
        return false;
    }
}
