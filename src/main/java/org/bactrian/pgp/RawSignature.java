package org.bactrian.pgp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.teletrust.TeleTrusTObjectIdentifiers;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.NullDigest;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.DSASigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed448Signer;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyConverter;

/**
 * Signing and verifying of a hash that is computed already, so that the contents are hashed once and by the platform's
 * fast digests. RFC 4880, 5.2.2; all algorithms of OpenPGP sign the hash.
 */
final class RawSignature {
    /** SHA-512 in packets. */
    static final int SHA_512 = 10;
    private static final Map<Integer, String> DIGESTS = Map.of(2, "SHA-1", 3, "RIPEMD160", 8, "SHA-256", 9, "SHA-384",
            SHA_512, "SHA-512", 11, "SHA-224");
    private static final Map<Integer, ASN1ObjectIdentifier> IDENTIFIERS = Map.of(2, OIWObjectIdentifiers.idSHA1,
            3, TeleTrusTObjectIdentifiers.ripemd160, 8, NISTObjectIdentifiers.id_sha256,
            9, NISTObjectIdentifiers.id_sha384, SHA_512, NISTObjectIdentifiers.id_sha512,
            11, NISTObjectIdentifiers.id_sha224);

    private RawSignature() {
    }

    /** A digest by its number; null for those we do not know or, as MD5, do not trust. */
    static MessageDigest digest(int hash) {
        String name = DIGESTS.get(hash);
        try {
            return name == null ? null : name.startsWith("RIPE") ? new Ripemd160() : MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }

    /** Signs a hash; the result is in the form BouncyCastle's generator takes. */
    static byte[] sign(PGPPrivateKey key, int hash, byte[] hashed) throws PGPException {
        int algorithm = key.getPublicKeyPacket().getAlgorithm();
        try {
            Signer signer = signer(algorithm, hash);
            var parameters = new BcPGPKeyConverter().getPrivateKey(key);
            signer.init(true, signer instanceof DSADigestSigner ? new ParametersWithRandom(parameters) : parameters);
            signer.update(hashed, 0, hashed.length);
            return signer.generateSignature();
        } catch (CryptoException | RuntimeException e) {
            throw new PGPException("cannot sign: " + e.getMessage(), e);
        }
    }

    /** Whether the signature, in the form BouncyCastle's parser gives, is the key's over the hash. */
    static boolean verify(PGPPublicKey key, int hash, byte[] hashed, byte[] signature) {
        try {
            Signer signer = signer(key.getAlgorithm(), hash);
            signer.init(false, new BcPGPKeyConverter().getPublicKey(key));
            signer.update(hashed, 0, hashed.length);
            return signer.verifySignature(signature);
        } catch (PGPException | RuntimeException e) {
            return false; // what cannot be verified, for whatever reason, is not valid
        }
    }

    private static Signer signer(int algorithm, int hash) throws PGPException {
        return switch (algorithm) {
            case PublicKeyAlgorithmTags.RSA_GENERAL, PublicKeyAlgorithmTags.RSA_SIGN ->
                    new RSADigestSigner(new NullDigest(), IDENTIFIERS.get(hash));
            case PublicKeyAlgorithmTags.DSA -> new DSADigestSigner(new DSASigner(), new NullDigest());
            case PublicKeyAlgorithmTags.ECDSA -> new DSADigestSigner(new ECDSASigner(), new NullDigest());
            case PublicKeyAlgorithmTags.EDDSA_LEGACY, PublicKeyAlgorithmTags.Ed25519 -> new Ed25519Signer();
            case PublicKeyAlgorithmTags.Ed448 -> new Ed448Signer(new byte[0]);
            default -> throw new PGPException("unknown signature algorithm " + algorithm);
        };
    }
}
