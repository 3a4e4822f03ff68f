package org.bactrian.pgp;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.bcpg.BCPGKey;
import org.bouncycastle.bcpg.DSAPublicBCPGKey;
import org.bouncycastle.bcpg.DSASecretBCPGKey;
import org.bouncycastle.bcpg.ECPublicBCPGKey;
import org.bouncycastle.bcpg.ECSecretBCPGKey;
import org.bouncycastle.bcpg.EdSecretBCPGKey;
import org.bouncycastle.bcpg.ElGamalPublicBCPGKey;
import org.bouncycastle.bcpg.ElGamalSecretBCPGKey;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.bcpg.RSASecretBCPGKey;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.OCBBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * One file of {@code private-keys-v1.d}, as gpg-agent keeps secret keys ("agent/keyformat.txt" in GnuPG): either the
 * expression alone in canonical form, or, with later versions, lines {@code Name: value} of which {@code Key:} has it,
 * with continuation lines indented.
 *
 * <pre>
 * (private-key (ALGORITHM PARAMETERS...))                              not locked
 * (protected-private-key (ALGORITHM PUBLIC-PARAMETERS...
 *     (protected MODE (( sha1 SALT COUNT) IV) ENCRYPTED) (protected-at TIME)))
 * (shadowed-private-key (ALGORITHM PUBLIC-PARAMETERS... (shadowed ...)))  on a smart card
 * </pre>
 *
 * MODE is {@code openpgp-s2k3-sha1-aes-cbc}: ENCRYPTED decrypts to {@code (((d ..)..)(hash sha1 H))} and padding, H
 * over the key with all parameters; or {@code openpgp-s2k3-ocb-aes}: to {@code (((d ..)..))}, authenticated together
 * with the key without its {@code protected} list. The key for it is 16 bytes of S2K mode 3 with SHA-1.
 */
final class AgentKey {
    private static final String CBC = "openpgp-s2k3-sha1-aes-cbc";
    private static final String OCB = "openpgp-s2k3-ocb-aes";
    private static final int KEY_SIZE = 16;
    private static final int TAG_BITS = 128;

    private final String kind;
    /** {@code (ALGORITHM ...)}. */
    private final SExpression key;

    private AgentKey(String kind, SExpression key) {
        this.kind = kind;
        this.key = key;
    }

    /** Reads the content of a file. */
    static AgentKey parse(byte[] content) throws PgpFormatException {
        SExpression whole = SExpression.parse(content.length > 0 && content[0] == '(' ? content
                : keyOf(new String(content, StandardCharsets.ISO_8859_1)));
        return new AgentKey(whole.get(0).text(), whole.get(1));
    }

    private static byte[] keyOf(String lines) throws PgpFormatException {
        StringBuilder value = null;
        for (String line : lines.split("\n")) {
            boolean continued = line.startsWith(" ") || line.startsWith("\t");
            if (value != null && continued) {
                value.append(line.substring(1)); // lines are folded anywhere, in the middle of a word too
            } else if (value != null) {
                break;
            } else if (line.regionMatches(true, 0, "Key:", 0, 4)) {
                value = new StringBuilder(line.substring(4));
            }
        }
        if (value == null) {
            throw new PgpFormatException("has no line Key:");
        }
        return value.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether this is the secret part of the public key: the number that no two keys share is the same. */
    boolean isOf(PGPPublicKey publicKey) throws PgpFormatException {
        BCPGKey numbers = publicKey.getPublicKeyPacket().getKey();
        if (numbers instanceof RSAPublicBCPGKey rsa) {
            return has("n", rsa.getModulus());
        }
        if (numbers instanceof DSAPublicBCPGKey dsa) {
            return has("y", dsa.getY());
        }
        if (numbers instanceof ElGamalPublicBCPGKey elGamal) {
            return has("y", elGamal.getY());
        }
        return numbers instanceof ECPublicBCPGKey ec && key.isNamed("ecc") && has("q", ec.getEncodedPoint());
    }

    boolean isElsewhere() {
        return kind.startsWith("shadowed");
    }

    boolean isLocked() {
        return kind.startsWith("protected");
    }

    /** The private key; see {@link SecretPart#unlock}. */
    Optional<PGPPrivateKey> unlock(PGPPublicKey publicKey, Passphrase passphrase) {
        try {
            SExpression numbers = isLocked() ? unprotect(passphrase) : key;
            return Optional.of(new PGPPrivateKey(publicKey.getKeyID(), publicKey.getPublicKeyPacket(),
                    secretNumbers(publicKey.getAlgorithm(), numbers)));
        } catch (IOException | PGPException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static BCPGKey secretNumbers(int algorithm, SExpression numbers) throws IOException {
        return switch (algorithm) {
            case PublicKeyAlgorithmTags.RSA_GENERAL, PublicKeyAlgorithmTags.RSA_SIGN,
                    PublicKeyAlgorithmTags.RSA_ENCRYPT ->
                    new RSASecretBCPGKey(number("d", numbers), number("p", numbers), number("q", numbers));
            case PublicKeyAlgorithmTags.DSA -> new DSASecretBCPGKey(number("x", numbers));
            case PublicKeyAlgorithmTags.ELGAMAL_ENCRYPT, PublicKeyAlgorithmTags.ELGAMAL_GENERAL ->
                    new ElGamalSecretBCPGKey(number("x", numbers));
            case PublicKeyAlgorithmTags.EDDSA_LEGACY -> new EdSecretBCPGKey(number("d", numbers));
            default -> new ECSecretBCPGKey(number("d", numbers));
        };
    }

    private SExpression unprotect(Passphrase passphrase) throws IOException, PGPException {
        SExpression box = key.named("protected");
        if (box == null) {
            throw new PgpFormatException("has no protected part");
        }
        SExpression how = box.get(2);
        SExpression s2k = how.get(0);
        byte[] secret = S2k.derive(passphrase, new BigInteger(s2k.get(1).bytes()).longValue(),
                Long.parseLong(s2k.get(2).text()), KEY_SIZE);
        byte[] iv = how.get(1).bytes();
        byte[] encrypted = box.get(3).bytes();
        return switch (box.get(1).text()) {
            case OCB -> SExpression.parse(ocb(secret, iv, encrypted)).get(0);
            case CBC -> checked(SExpression.parse(cbc(secret, iv, encrypted)));
            default -> throw new PgpFormatException("is protected in an unknown way (" + box.get(1).text() + ")");
        };
    }

    private byte[] ocb(byte[] secret, byte[] iv, byte[] encrypted) throws PgpFormatException, PGPException {
        OCBBlockCipher cipher = new OCBBlockCipher(AESEngine.newInstance(), AESEngine.newInstance());
        cipher.init(false, new AEADParameters(new KeyParameter(secret), TAG_BITS, iv, withoutProtected(List.of())
                .toBytes()));
        byte[] clear = new byte[cipher.getOutputSize(encrypted.length)];
        try {
            int length = cipher.processBytes(encrypted, 0, encrypted.length, clear, 0);
            cipher.doFinal(clear, length);
            return clear;
        } catch (InvalidCipherTextException e) {
            throw new PGPException("wrong passphrase", e);
        }
    }

    private static byte[] cbc(byte[] secret, byte[] iv, byte[] encrypted) throws PGPException {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(secret, "AES"), new IvParameterSpec(iv));
            byte[] clear = cipher.doFinal(encrypted);
            if (clear.length < 2 || clear[0] != '(' || clear[1] != '(') {
                throw new PGPException("wrong passphrase");
            }
            return clear;
        } catch (GeneralSecurityException e) {
            throw new PGPException("unreadable secret key", e);
        }
    }

    /** The secret numbers, if the hash over all numbers is right. */
    private SExpression checked(SExpression clear) throws PgpFormatException, PGPException {
        SExpression hash = clear.get(1);
        byte[] all = withoutProtected(clear.get(0).list()).toBytes();
        if (!MessageDigest.isEqual(Digests.sha1().digest(all), hash.get(2).bytes())) {
            throw new PGPException("wrong passphrase");
        }
        return clear.get(0);
    }

    /** The key with other lists in the place of the protected one. */
    private SExpression withoutProtected(List<SExpression> instead) throws PgpFormatException {
        List<SExpression> rest = new ArrayList<>();
        for (SExpression each : key.list()) {
            if (each.isNamed("protected")) {
                rest.addAll(instead);
            } else {
                rest.add(each);
            }
        }
        return SExpression.of(rest);
    }

    private boolean has(String name, BigInteger value) throws PgpFormatException {
        SExpression found = key.named(name);
        return found != null && new BigInteger(1, found.get(1).bytes()).equals(value);
    }

    private static BigInteger number(String name, SExpression numbers) throws PgpFormatException {
        SExpression found = numbers.named(name);
        if (found == null) {
            throw new PgpFormatException("has no number " + name);
        }
        return new BigInteger(1, found.get(1).bytes());
    }
}
