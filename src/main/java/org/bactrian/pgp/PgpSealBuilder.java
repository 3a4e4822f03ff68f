package org.bactrian.pgp;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * How to seal and what to open with, for {@link PgpSeal#builder()}. With recipients, messages are encrypted for them;
 * without, with the passphrase. Not thread-safe.
 */
public final class PgpSealBuilder {
    Keys keys = Keys.none();
    final List<KeyName> recipients = new ArrayList<>();
    final List<KeyName> hiddenRecipients = new ArrayList<>();
    KeyName signer;
    Passphrase passphrase;
    Passphrase signPassphrase;
    CipherAlgorithm cipher = CipherAlgorithm.AES_256;
    boolean allowUnprotected;
    SecureRandom random = new SecureRandom();
    private final List<KeyName> required = new ArrayList<>();
    private Compression compression = Compression.ZIP;
    private int level = Compression.NO_LEVEL;
    private boolean armored;
    private String fileName = "";

    PgpSealBuilder() {
    }

    /** Where keys are looked for; none, unless this is called. */
    public PgpSealBuilder keys(Keys value) {
        keys = Objects.requireNonNull(value);
        return this;
    }

    /** One more key to encrypt to ({@code --encrypt-key}); see {@link KeyName}. */
    public PgpSealBuilder encryptTo(String name) {
        recipients.add(KeyName.of(name));
        return this;
    }

    /** One more key to encrypt to, whose id the message does not show ({@code --hidden-encrypt-key}). */
    public PgpSealBuilder hiddenEncryptTo(String name) {
        hiddenRecipients.add(KeyName.of(name));
        return this;
    }

    /** The key to sign with ({@code --sign-key} of a backup). */
    public PgpSealBuilder signWith(String name) {
        signer = KeyName.of(name);
        return this;
    }

    /**
     * A key that must have signed whatever is opened ({@code --sign-key} of a restore); of several, one is enough. What
     * is not signed by it raises WRONG_SIGNER with the object's name.
     */
    public PgpSealBuilder requireSigner(String name) {
        required.add(KeyName.of(name));
        return this;
    }

    /**
     * The passphrase to encrypt and decrypt with, and to unlock secret keys with; to be closed no sooner than the last
     * object is sealed or opened. Without one, locked secret keys are used through gpg, which asks its agent.
     */
    public PgpSealBuilder passphrase(Passphrase value) {
        passphrase = Objects.requireNonNull(value);
        return this;
    }

    /** The passphrase of the key to sign with, if it is another one. */
    public PgpSealBuilder signPassphrase(Passphrase value) {
        signPassphrase = Objects.requireNonNull(value);
        return this;
    }

    /** The bits of the AES key: 128, 192 or 256. */
    public PgpSealBuilder aes(int bits) {
        cipher = switch (bits) {
            case 128 -> CipherAlgorithm.AES_128;
            case 192 -> CipherAlgorithm.AES_192;
            case 256 -> CipherAlgorithm.AES_256;
            default -> throw new BactrianException(ErrorKind.USAGE, "there is no AES with " + bits + " bits",
                    "use 128, 192 or 256");
        };
        return this;
    }

    /** How to compress; how to decompress is what each message says. */
    public PgpSealBuilder compression(Compression value) {
        compression = Objects.requireNonNull(value);
        return this;
    }

    /**
     * 0 (stored) to 9 (smallest), in terms of GnuPG's {@code --compress-level}: no level makes more of the data than
     * GnuPG's. Or {@link org.bactrian.seal.DeflateLevels#FAST}. Unless this is called, {@link Compression#NO_LEVEL}.
     */
    public PgpSealBuilder level(int value) {
        level = value;
        return this;
    }

    /** Whether to write text (RFC 4880, 6) instead of bytes. Both are read. */
    public PgpSealBuilder armored(boolean value) {
        armored = value;
        return this;
    }

    /** The file name inside; empty unless this is called. At most 255 bytes of UTF-8. */
    public PgpSealBuilder fileName(String value) {
        fileName = Objects.requireNonNull(value);
        return this;
    }

    /**
     * Whether messages without integrity protection are opened, each with a warning. They are refused unless this is
     * called.
     */
    public PgpSealBuilder allowUnprotected(boolean value) {
        allowUnprotected = value;
        return this;
    }

    /** Where salts, session keys and prefixes come from. */
    public PgpSealBuilder random(SecureRandom value) {
        random = Objects.requireNonNull(value);
        return this;
    }

    /**
     * The seal.
     *
     * @throws BactrianException of kind USER_ERROR or BAD_SIGN_KEY, naming a key that is unknown, ambiguous or of no
     *                         use
     */
    public PgpSeal build() {
        return new PgpSeal(this);
    }

    MessageOutput.Form form() {
        return new MessageOutput.Form(compression, level, armored, fileName);
    }

    /** The fingerprints of the keys that must have signed. */
    Set<String> requiredSigners() {
        Set<String> found = new TreeSet<>();
        for (KeyName name : required) {
            List<Certificate> matching = keys.matching(name);
            if (matching.isEmpty()) {
                throw new BactrianException(ErrorKind.BAD_SIGN_KEY, "no public key '" + name
                        + "' to check signatures with", "import it or give a --key-file");
            }
            matching.forEach(each -> found.add(each.fingerprint()));
        }
        return found;
    }
}
