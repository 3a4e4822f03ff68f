package org.bactrian.pgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;

/** Verifies the signatures of a message (RFC 4880, 5.2.4) with the public keys at hand. */
final class SignatureCheck {
    private static final int BUFFER = 64 * 1024;
    private static final int HIGHEST_V4 = 4;

    private final Keys keys;

    SignatureCheck(Keys keys) {
        this.keys = keys;
    }

    /** Reads the content to its end and says who signed it; empty if nobody did. */
    List<Signer> signers(Content content) throws IOException {
        Map<Integer, ContentDigest> digests = new LinkedHashMap<>();
        for (int hash : content.hashes()) {
            MessageDigest digest = RawSignature.digest(hash);
            if (digest != null) {
                digests.put(hash, new ContentDigest(digest, content.isText()));
            }
        }
        byte[] buffer = new byte[BUFFER];
        for (int count; (count = content.literal().read(buffer)) >= 0;) {
            for (ContentDigest digest : digests.values()) {
                digest.update(buffer, count);
            }
        }
        List<Signer> signers = new ArrayList<>();
        for (PGPSignature signature : content.signatures()) {
            ContentDigest digest = digests.get(signature.getHashAlgorithm());
            signers.add(signer(signature, digest == null ? null : digest.of(signature.getSignatureType())));
        }
        return signers;
    }

    /**
     * One signature.
     *
     * @param packet with its header
     * @throws PgpFormatException if it is damaged
     */
    static PGPSignature parse(byte[] packet) throws IOException {
        try {
            return new PGPSignature(new BCPGInputStream(new ByteArrayInputStream(packet)));
        } catch (PGPException | RuntimeException e) {
            throw new PgpFormatException("it has a damaged signature", e);
        }
    }

    private Signer signer(PGPSignature signature, MessageDigest digest) throws PgpFormatException {
        Instant made = signature.getCreationTime() == null ? Instant.EPOCH : signature.getCreationTime().toInstant();
        Optional<PGPPublicKeyRing> ring = keys.withKey(signature.getKeyID());
        Certificate certificate = ring.map(Certificate::new).orElse(null);
        String problem = certificate == null ? "is not known here" : problem(signature, digest, ring.get());
        if (problem == null) {
            problem = certificate.whyNotSigner(signature.getKeyID(), made);
        }
        return new Signer(PrivateKeys.hex(signature.getKeyID()), certificate == null ? "" : certificate.fingerprint(),
                made, problem);
    }

    private static String problem(PGPSignature signature, MessageDigest digest, PGPPublicKeyRing ring)
            throws PgpFormatException {
        if (signature.getVersion() > HIGHEST_V4 || digest == null) {
            return "made a signature of an unknown or weak kind";
        }
        try {
            digest.update(signature.getSignatureTrailer());
            return RawSignature.verify(ring.getPublicKey(signature.getKeyID()), signature.getHashAlgorithm(),
                    digest.digest(), signature.getSignature())
                    ? null : "did not sign this (bad signature)";
        } catch (PGPException | RuntimeException e) {
            throw new PgpFormatException("it has a damaged signature", e);
        }
    }
}
