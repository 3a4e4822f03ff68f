package org.bactrian.pgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.Seal;
import org.bactrian.seal.SealedInput;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * OpenPGP (spec 5). Made by {@link #builder()}; immutable and thread-safe, holds its secrets in memory only. An
 * instance is meant to serve one run.
 *
 * <p>With a passphrase, the key of all messages of one instance is derived once, with one random salt, as deriving is
 * slow on purpose; each message has its own random initial block, which makes equal contents look different. With keys,
 * each message has its own session key.
 */
public final class PgpSeal implements Seal {
    /** A key to encrypt to. */
    record Recipient(PGPPublicKey key, boolean hidden) {
    }

    private final Keys keys;
    private final CipherAlgorithm cipher;
    private final MessageOutput.Form form;
    private final SecureRandom random;
    private final MessageReader reader;
    private final PrivateKeys signingKeys;
    private final List<Recipient> recipients;
    private final PGPPublicKey signer;
    private final PassphraseKeys passphrase;
    private final PassphrasePacket passphrasePacket;

    PgpSeal(PgpSealBuilder from) {
        keys = from.keys;
        cipher = from.cipher;
        form = from.form();
        random = from.random;
        recipients = Stream.concat(from.recipients.stream().map(name -> recipient(name, false)),
                from.hiddenRecipients.stream().map(name -> recipient(name, true))).toList();
        signer = from.signer == null ? null : keys.choose(from.signer, CertifiedKey.Use.SIGN, ErrorKind.BAD_SIGN_KEY)
                .key();
        passphrase = from.passphrase == null ? null : new PassphraseKeys(from.passphrase);
        passphrasePacket = recipients.isEmpty() && passphrase != null
                ? PassphrasePacket.direct(cipher, S2k.iterated(random.nextLong())) : null;
        signingKeys = new PrivateKeys(keys, given(from.signPassphrase, from.passphrase));
        PrivateKeys decryptionKeys = new PrivateKeys(keys, given(from.passphrase, from.signPassphrase));
        reader = new MessageReader(new SessionKeys(passphrase == null ? List.of() : List.of(passphrase),
                decryptionKeys), keys,
                from.requiredSigners(), from.allowUnprotected);
    }

    private static List<Passphrase> given(Passphrase first, Passphrase second) {
        return Stream.of(first, second).filter(Objects::nonNull).toList();
    }

    /** Starts with what GnuPG does by default: AES-256, zip, level 6. */
    public static PgpSealBuilder builder() {
        return new PgpSealBuilder();
    }

    @Override
    public String suffix() {
        return ".gpg";
    }

    @Override
    public OutputStream seal(OutputStream sealed) throws IOException {
        byte[] prefix = randomBytes(cipher.blockSize());
        if (passphrasePacket != null) {
            SessionKey key = new SessionKey(cipher, passphrase.derive(passphrasePacket.s2k(), cipher));
            return new MessageOutput(sealed, passphrasePacket.toBytes(), key, prefix, form, signature());
        }
        if (recipients.isEmpty()) {
            throw new BactrianException(ErrorKind.USER_ERROR, "neither a passphrase nor a key to encrypt with",
                    "give one of them");
        }
        SessionKey key = new SessionKey(cipher, randomBytes(cipher.keySize()));
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        for (Recipient recipient : recipients) {
            packets.write(RecipientPacket.write(key, recipient.key(), recipient.hidden(), random));
        }
        return new MessageOutput(sealed, packets.toByteArray(), key, prefix, form, signature());
    }

    @Override
    public InputStream open(SealedInput sealed) throws IOException {
        return reader.open(sealed);
    }

    /** Who signed an object; empty if nobody. Decrypts and verifies all of it, but demands no signer. */
    public List<Signer> signers(SealedInput sealed) throws IOException {
        return reader.signers(sealed);
    }

    /** The fingerprint of the primary key that signs, as {@link Signer#fingerprint}; empty if nothing is signed. */
    public Optional<String> signer() {
        return Optional.ofNullable(signer).flatMap(key -> keys.withKey(key.getKeyID()))
                .map(ring -> new Certificate(ring).fingerprint());
    }

    /** Whether one of the passphrases or keys at hand opens an object, as far as its first bytes tell. */
    public boolean hasKeyFor(SealedInput sealed) throws IOException {
        return reader.hasKeyFor(sealed);
    }

    /** What this instance encrypts for; to be compared with that of objects that are there already. */
    public KeySet keySet() {
        return KeySet.of(passphrasePacket != null ? 1 : 0, recipients.stream()
                .map(each -> each.hidden() ? 0 : each.key().getKeyID()).toList());
    }

    /**
     * Checks now that what sealing needs is there, the secret key to sign with above all, so that a run does not fail
     * half-way.
     *
     * @throws BactrianException of kind SEAL_FAILED, naming the key
     */
    public void checkReady() {
        if (signer != null) {
            wayToSign();
        }
    }

    /** For which keys; no secret. */
    @Override
    public String toString() {
        return "OpenPGP for " + keySet();
    }

    private Recipient recipient(KeyName name, boolean hidden) {
        return new Recipient(keys.choose(name, CertifiedKey.Use.ENCRYPT, ErrorKind.USER_ERROR).key(), hidden);
    }

    private MessageSignature signature() throws IOException {
        if (signer == null) {
            return null;
        }
        PrivateKeys.Way way = wayToSign();
        return way.key() != null ? new OwnSignature(signer, way.key(), keys.now())
                : new GpgSignature(way.gpg(), signer);
    }

    private PrivateKeys.Way wayToSign() {
        List<String> problems = new ArrayList<>();
        return signingKeys.wayTo(signer, problems).orElseThrow(() -> new BactrianException(ErrorKind.SEAL_FAILED,
                problems.isEmpty() ? "no secret key " + PrivateKeys.hex(signer.getKeyID()) + " to sign with"
                : problems.get(0),
                "give the passphrase of the key to sign with (SIGN_PASSPHRASE)"));
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
