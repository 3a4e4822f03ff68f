package org.bactrian.pgp;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;

/**
 * A place with keys: a {@link KeyFile} or a {@link GnupgHome}. Read when first asked; thread-safe. What cannot be read
 * raises USER_ERROR naming the file.
 */
public interface KeySource {
    /** All public keys, unchecked. */
    List<PGPPublicKeyRing> publicKeys();

    /** The secret part of a key, perhaps locked. */
    Optional<SecretPart> secretPart(PGPPublicKey key);

    /** The folder to run gpg with for keys that only gpg-agent or a smart card has; empty if this is no such place. */
    default Optional<GpgProgram> gpg() {
        return Optional.empty();
    }
}
