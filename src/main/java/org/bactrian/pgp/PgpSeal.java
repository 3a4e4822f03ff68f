package org.bactrian.pgp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import org.bactrian.seal.ParallelDeflate;
import org.bactrian.seal.Seal;
import org.bactrian.seal.SealedInput;

/**
 * OpenPGP (spec 5). Made by {@link #builder()}; immutable and thread-safe, holds its secrets in memory only.
 *
 * <p>With a passphrase, the key of all messages of one instance is derived once, with one random salt, as deriving is slow on purpose; each
 * message has its own random initial block, which makes equal contents look different. An instance is meant to serve one run.
 */
public final class PgpSeal implements Seal {
    private final MessageReader reader;
    private final PassphraseKeys passphrase;
    private final PassphrasePacket passphrasePacket;
    private final CipherAlgorithm cipher;
    private final Compression compression;
    private final int level;
    private final SecureRandom random;

    private PgpSeal(Builder from) {
        passphrase = new PassphraseKeys(from.passphrase);
        cipher = from.cipher;
        compression = from.compression;
        level = from.level;
        random = from.random;
        passphrasePacket = new PassphrasePacket(cipher, S2k.iterated(random.nextLong()), new byte[0]);
        reader = new MessageReader(List.of(passphrase), from.allowUnprotected);
    }

    /** Starts with what GnuPG does by default: AES-256, zip, level 6. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String suffix() {
        return ".gpg";
    }

    @Override
    public OutputStream seal(OutputStream sealed) throws IOException {
        SessionKey key = new SessionKey(cipher, passphrase.derive(passphrasePacket.s2k(), cipher));
        byte[] prefix = new byte[cipher.blockSize()];
        random.nextBytes(prefix);
        return new MessageOutput(sealed, passphrasePacket.toBytes(), key, prefix, compression, level);
    }

    @Override
    public InputStream open(SealedInput sealed) throws IOException {
        return reader.open(sealed);
    }

    @Override
    public String toString() {
        return "OpenPGP with a passphrase";
    }

    /** How to seal and what to open with. Not thread-safe. */
    public static final class Builder {
        private Passphrase passphrase;
        private CipherAlgorithm cipher = CipherAlgorithm.AES_256;
        private Compression compression = Compression.ZIP;
        private int level = ParallelDeflate.DEFAULT_LEVEL;
        private boolean allowUnprotected;
        private SecureRandom random = new SecureRandom();

        private Builder() {
        }

        /** The passphrase to encrypt and decrypt with; to be closed no sooner than the last object is sealed or opened. */
        public Builder passphrase(Passphrase value) {
            passphrase = Objects.requireNonNull(value);
            return this;
        }

        /** How to compress; how to decompress is what each message says. */
        public Builder compression(Compression value) {
            compression = Objects.requireNonNull(value);
            return this;
        }

        /** 0 (stored) to 9 (smallest). */
        public Builder level(int value) {
            level = value;
            return this;
        }

        /** Whether messages without integrity protection are opened, each with a warning. They are refused unless this is called. */
        public Builder allowUnprotected(boolean value) {
            allowUnprotected = value;
            return this;
        }

        /** Where salts, session keys and prefixes come from. */
        public Builder random(SecureRandom value) {
            random = Objects.requireNonNull(value);
            return this;
        }

        /** The seal. */
        public PgpSeal build() {
            Objects.requireNonNull(passphrase, "passphrase");
            return new PgpSeal(this);
        }
    }
}
