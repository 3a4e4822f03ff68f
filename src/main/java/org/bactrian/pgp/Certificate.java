package org.bactrian.pgp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;

/**
 * A primary key with those of its subkeys that it vouches for. Immutable.
 */
final class Certificate {
    private final PGPPublicKey primary;
    /** Null if the primary key vouches for nothing, not even itself. */
    private final CertifiedKey own;
    /** RFC 4880, 5.5.2; librepgp has version 5, RFC 9580 version 6. */
    private static final int NEWEST = 4;

    private final List<CertifiedKey> keys = new ArrayList<>();

    Certificate(PGPPublicKeyRing ring) {
        primary = ring.getPublicKey();
        SelfSignatures signatures = new SelfSignatures(primary);
        PGPSignature statement = signatures.ofPrimary();
        own = statement == null ? null : new CertifiedKey(primary, statement, signatures.isRevoked(primary), true);
        if (own != null) {
            keys.add(own);
        }
        for (PGPPublicKey subkey : ring) {
            PGPSignature binding = subkey.isMasterKey() ? null : signatures.binding(subkey);
            if (binding != null) {
                keys.add(new CertifiedKey(subkey, binding, signatures.isRevoked(subkey),
                        signatures.isBoundBack(subkey, binding)));
            }
        }
    }

    PGPPublicKey primary() {
        return primary;
    }

    /** The primary key's fingerprint, upper-case hex. */
    String fingerprint() {
        return HexFormat.of().withUpperCase().formatHex(primary.getFingerprint());
    }

    /** For messages: fingerprint and first user id. */
    String title() {
        Iterator<String> ids = primary.getUserIDs();
        return fingerprint() + (ids.hasNext() ? " (" + ids.next().replaceAll("\\p{Cntrl}", "?") + ")" : "");
    }

    /**
     * The keys to use, in the order GnuPG prefers them: those that are for it and valid, the newest first; or, with a
     * {@code !} behind the name, exactly the one named. Empty if there is none: {@link #whyNot} says why.
     */
    List<PGPPublicKey> usable(CertifiedKey.Use use, KeyName name, Instant at) {
        return whyNotPrimary(at) != null ? List.of()
                : meant(use, name).stream().filter(key -> key.whyNotValid(at) == null).map(CertifiedKey::key)
                        .sorted(Comparator.comparing(PGPPublicKey::getCreationTime).reversed()).toList();
    }

    /** Why {@link #usable} gives nothing; reads on after the key's title. */
    String whyNot(CertifiedKey.Use use, KeyName name, Instant at) {
        if (whyNotPrimary(at) != null) {
            return whyNotPrimary(at);
        }
        return meant(use, name).stream().max(Comparator.comparing(key -> key.key().getCreationTime()))
                .map(key -> "has no valid key for " + use.text() + ": the last one " + key.whyNotValid(at))
                .orElse("has no key for " + use.text());
    }

    /** Why a signature that one of these keys made at a time does not count; null if it does. */
    String whyNotSigner(long keyId, Instant made) {
        for (CertifiedKey key : keys) {
            if (key.key().getKeyID() == keyId) {
                String reason = whyNotPrimary(made) != null ? whyNotPrimary(made) : key.whyNotValid(made);
                return reason == null && !key.isFor(CertifiedKey.Use.SIGN) ? "is not for signing" : reason;
            }
        }
        return "is not bound to its primary key";
    }

    private String whyNotPrimary(Instant at) {
        if (primary.getVersion() > NEWEST) {
            return "is a key of version " + primary.getVersion() + ", and only version 4 is used, as by GnuPG 2.2";
        }
        return own == null ? "has no valid self-signature" : own.whyNotValid(at);
    }

    private List<CertifiedKey> meant(CertifiedKey.Use use, KeyName name) {
        return keys.stream().filter(key -> key.isFor(use)).filter(key -> !name.isExact() || name.isOf(key.key()))
                .toList();
    }
}
