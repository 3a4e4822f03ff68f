package org.bactrian.pgp;

import java.time.Instant;
import java.time.ZoneOffset;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;

/**
 * A primary key or a subkey, and what the primary key's signature says of it.
 *
 * @param statement     the signature; its hashed packets have flags and expiry
 * @param revoked       whether it is revoked
 * @param maySign       whether it agreed to be a subkey that signs; true for a primary key
 */
record CertifiedKey(PGPPublicKey key, PGPSignature statement, boolean revoked, boolean maySign) {
    /** What a key is wanted for. */
    enum Use {
        /** To encrypt, or to decrypt what was. */
        ENCRYPT(KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE),
        /** To sign data. */
        SIGN(KeyFlags.SIGN_DATA);

        private final int flags;

        Use(int flags) {
            this.flags = flags;
        }

        /** For messages. */
        String text() {
            return this == ENCRYPT ? "encrypting" : "signing";
        }
    }

    /** Whether it is meant for this, by its algorithm and, where it has them, its flags (RFC 4880, 5.2.3.21). */
    boolean isFor(Use use) {
        PGPSignatureSubpacketVector packets = statement.getHashedSubPackets();
        boolean flagged = packets == null || !packets.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS)
                || (packets.getKeyFlags() & use.flags) != 0;
        return flagged && canDo(use) && (use == Use.ENCRYPT || maySign);
    }

    private boolean canDo(Use use) {
        return switch (key.getAlgorithm()) {
            case PublicKeyAlgorithmTags.RSA_GENERAL -> true;
            case PublicKeyAlgorithmTags.RSA_SIGN, PublicKeyAlgorithmTags.DSA, PublicKeyAlgorithmTags.ECDSA,
                    PublicKeyAlgorithmTags.EDDSA_LEGACY, PublicKeyAlgorithmTags.Ed25519, PublicKeyAlgorithmTags.Ed448 -> use == Use.SIGN;
            default -> use == Use.ENCRYPT && key.isEncryptionKey();
        };
    }

    boolean isExpired(Instant at) {
        Instant expiry = expiry();
        return expiry != null && !at.isBefore(expiry);
    }

    /** Why it is not valid at a time, for messages; null if it is. */
    String whyNotValid(Instant at) {
        return revoked ? "is revoked" : isExpired(at) ? "expired on " + expiry().atOffset(ZoneOffset.UTC).toLocalDate()
                : null;
    }

    private Instant expiry() {
        PGPSignatureSubpacketVector packets = statement.getHashedSubPackets();
        long seconds = packets == null ? 0 : packets.getKeyExpirationTime();
        return seconds == 0 ? null : key.getCreationTime().toInstant().plusSeconds(seconds);
    }
}
