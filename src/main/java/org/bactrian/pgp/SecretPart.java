package org.bactrian.pgp;

import java.util.Optional;
import org.bouncycastle.openpgp.PGPPrivateKey;

/** The secret part of one key as it lies in a file. Immutable. */
public interface SecretPart {
    /** Whether it is really elsewhere, on a smart card or kept offline. */
    boolean isElsewhere();

    /** Whether a passphrase is needed. */
    boolean isLocked();

    /**
     * The private key itself.
     *
     * @param passphrase ignored if it is not locked; may be null then
     * @return empty if the passphrase is wrong or the data are damaged, which cannot be told apart
     */
    Optional<PGPPrivateKey> unlock(Passphrase passphrase);
}
