package org.bactrian.pgp;

import java.time.Instant;

/**
 * One signature of a message.
 *
 * @param keyId       of the key that signed, 16 hex digits
 * @param fingerprint of the primary key it belongs to, upper-case hex; empty if the key is not known here
 * @param made        when, as the signature says
 * @param problem     why it does not count, in words that follow a key's name; null if the signature is good
 */
public record Signer(String keyId, String fingerprint, Instant made, String problem) {
    /** Whether the signature is valid, and made by a key that was. */
    public boolean isGood() {
        return problem == null;
    }
}
