package org.bactrian.pgp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * What a primary key signed about itself and its subkeys (RFC 4880, 5.2.1 and 11.1). Only signatures that verify are
 * given: others may have been put there by anybody. Any number of threads may ask about the same keys.
 */
final class SelfSignatures {
    @FunctionalInterface
    private interface Check {
        boolean holds(PGPSignature signature) throws PGPException;
    }

    private final PGPPublicKey primary;

    SelfSignatures(PGPPublicKey primary) {
        this.primary = primary;
    }

    /** The newest signature over the primary key or one of its user ids that is not revoked; null if there is none. */
    PGPSignature ofPrimary() {
        List<PGPSignature> found =
                new ArrayList<>(ofType(primary, PGPSignature.DIRECT_KEY, one -> one.verifyCertification(primary)));
        for (Iterator<byte[]> ids = primary.getRawUserIDs(); ids.hasNext();) {
            PGPSignature newest = ofUserId(ids.next());
            if (newest != null) {
                found.add(newest);
            }
        }
        return newest(found);
    }

    /** The newest signature that binds a subkey; null if there is none. */
    PGPSignature binding(PGPPublicKey subkey) {
        return newest(ofType(subkey, PGPSignature.SUBKEY_BINDING, one -> one.verifyCertification(primary, subkey)));
    }

    /** Whether a subkey that was bound by a signature agrees to it, as one that signs must (RFC 4880, 5.2.1, 0x19). */
    boolean isBoundBack(PGPPublicKey subkey, PGPSignature binding) {
        for (PGPSignatureSubpacketVector packets : new PGPSignatureSubpacketVector[] {binding.getHashedSubPackets(),
                binding.getUnhashedSubPackets()}) {
            try {
                for (PGPSignature one : packets.getEmbeddedSignatures()) {
                    if (one.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING
                            && verifies(one, subkey, each -> each.verifyCertification(primary, subkey))) {
                        return true;
                    }
                }
            } catch (PGPException e) {
                continue; // what cannot be read proves nothing
            }
        }
        return false;
    }

    /** Whether the key, primary or not, is revoked. */
    boolean isRevoked(PGPPublicKey key) {
        return key.isMasterKey() ? !ofType(key, PGPSignature.KEY_REVOCATION, one -> one.verifyCertification(primary))
                .isEmpty()
                : !ofType(key, PGPSignature.SUBKEY_REVOCATION, one -> one.verifyCertification(primary, key)).isEmpty();
    }

    private PGPSignature ofUserId(byte[] id) {
        List<PGPSignature> certifications = new ArrayList<>();
        List<PGPSignature> revocations = new ArrayList<>();
        for (Iterator<PGPSignature> each = primary.getSignaturesForID(id); each.hasNext();) {
            PGPSignature signature = each.next();
            if (verifies(signature, primary, one -> one.verifyCertification(id, primary))) {
                (signature.isCertification() ? certifications : revocations).add(signature);
            }
        }
        PGPSignature last = newest(certifications);
        PGPSignature revoked = newest(revocations);
        return last == null || revoked != null && !revoked.getCreationTime().before(last.getCreationTime()) ? null
                : last;
    }

    private List<PGPSignature> ofType(PGPPublicKey key, int type, Check check) {
        List<PGPSignature> found = new ArrayList<>();
        for (Iterator<PGPSignature> each = key.getSignaturesOfType(type); each.hasNext();) {
            PGPSignature signature = each.next();
            if (verifies(signature, primary, check)) {
                found.add(signature);
            }
        }
        return found;
    }

    private static boolean verifies(PGPSignature signature, PGPPublicKey by, Check check) {
        try {
            if (signature.getKeyID() != by.getKeyID()) {
                return false;
            }
            synchronized (signature) { // keeps state while it is verified, and the ring it belongs to serves many threads
                signature.init(new BcPGPContentVerifierBuilderProvider(), by);
                return check.holds(signature);
            }
        } catch (PGPException | RuntimeException e) {
            return false; // what cannot be verified, for whatever reason, does not count
        }
    }

    private static PGPSignature newest(Collection<PGPSignature> signatures) {
        return signatures.stream().max(Comparator.comparing(PGPSignature::getCreationTime)).orElse(null);
    }
}
