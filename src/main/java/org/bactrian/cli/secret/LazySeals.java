package org.bactrian.cli.secret;

import java.util.Optional;
import java.util.function.Supplier;
import org.bactrian.cli.option.SealGroup;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.RunLog;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.pgp.PgpSealBuilder;
import org.bactrian.seal.GzipSeal;
import org.bactrian.seal.DeflateLevels;
import org.bactrian.seal.PlainSeal;
import org.bactrian.seal.Seal;
import org.bactrian.seal.SealProvider;

/**
 * The seals that the options name. One that needs a passphrase is made when it is first asked for, so that a run which
 * needs none asks nobody: with keys to encrypt to, a backup needs the passphrase of the secret key only if it has to open something.
 */
public final class LazySeals implements SealProvider {
    private static final String PLAIN = "";
    private static final String GZIP = ".gz";
    private static final String OPENPGP = ".gpg";

    private final SealGroup options;
    private final PgpOptions pgp;
    private final Secrets secrets;
    private final boolean writing;
    private Seal sealer;
    private Seal opener;

    /**
     * @param options which seals
     * @param pgp     keys and algorithms
     * @param secrets asked when one needs a passphrase
     * @param writing whether the run seals something new: then a passphrase is typed twice
     * @param log     told if the fast compression is no faster here
     * @throws BactrianException of kind USAGE if the options cannot be met, USER_ERROR or BAD_SIGN_KEY if a key cannot be used;
     *         nothing is asked
     */
    public LazySeals(SealGroup options, PgpOptions pgp, Secrets secrets, boolean writing, RunLog log) {
        this.options = options;
        this.pgp = pgp;
        this.secrets = secrets;
        this.writing = writing;
        checkOptions();
        if (writing && isFast() && !DeflateLevels.hasFast()) {
            log.notice("--compress-level fast is no faster than 1 here: there is no libisal.so.2 (Debian: apt install libisal2)");
        }
    }

    private boolean isFast() {
        return options.compressLevel != null && options.compressLevel == DeflateLevels.FAST;
    }

    @Override
    public String suffix() {
        return !options.noEncryption ? OPENPGP : options.noCompression ? PLAIN : GZIP;
    }

    @Override
    public Seal sealing() {
        return suffix().equals(OPENPGP) ? pgpSealer() : opening(suffix());
    }

    @Override
    public Optional<Seal> openingUnasked(String suffix) {
        return !suffix.equals(OPENPGP) || options.useAgent || secrets.areKnown() ? Optional.of(opening(suffix)) : Optional.empty();
    }

    @Override
    public boolean keepsSealed() {
        return options.sealArchiveDir;
    }

    @Override
    public boolean demandsSigner() {
        return options.signKey != null;
    }

    @Override
    public Seal opening(String suffix) {
        return switch (suffix) {
            case PLAIN -> demandsSigner() ? new UnsignedSeal(PLAIN, options.signKey) : new PlainSeal();
            case GZIP -> demandsSigner() ? new UnsignedSeal(GZIP, options.signKey) : gzip();
            case OPENPGP -> pgpOpener();
            default -> throw new BactrianException(ErrorKind.USER_ERROR, "There is no way here to open objects that end with "
                    + suffix, "Read them with the program that wrote them.");
        };
    }

    private Seal gzip() {
        return options.compressLevel == null ? new GzipSeal() : new GzipSeal(options.compressLevel);
    }

    /** With a passphrase one seal does both, for its key is slow to derive. */
    private synchronized Seal pgpSealer() {
        if (sealer == null) {
            PgpSealBuilder builder = pgp.builder();
            if (!options.hasRecipients()) {
                demandSigner(builder.passphrase(main(true)));
            }
            PgpSeal made = sealed(builder, () -> new Passphrase(secrets.signing())).build();
            made.checkReady();
            sealer = made;
        }
        return sealer;
    }

    private synchronized Seal pgpOpener() {
        if (opener == null) {
            opener = writing && !options.hasRecipients() && !options.noEncryption ? pgpSealer() : madeOpener();
        }
        return opener;
    }

    private Seal madeOpener() {
        PgpSealBuilder builder = pgp.builder();
        if (!options.useAgent) {
            builder.passphrase(main(!options.hasRecipients()));
        }
        return demandSigner(builder).build();
    }

    private Passphrase main(boolean symmetric) {
        return new Passphrase(secrets.passphrase(symmetric, symmetric && writing));
    }

    private PgpSealBuilder sealed(PgpSealBuilder builder, Supplier<Passphrase> signing) {
        options.encryptKeys.forEach(builder::encryptTo);
        options.hiddenKeys.forEach(builder::hiddenEncryptTo);
        if (options.signKey != null) {
            builder.signWith(options.signKey);
            if (!options.useAgent) {
                builder.signPassphrase(signing.get());
            }
        }
        return builder;
    }

    private PgpSealBuilder demandSigner(PgpSealBuilder builder) {
        return options.signKey == null ? builder : builder.requireSigner(options.signKey);
    }

    /** Builds without a secret what will be built with one, so that a wrong key is found before anybody is asked. */
    private void checkOptions() {
        if (options.useAgent && writing && !options.noEncryption && !options.hasRecipients()) {
            throw new BactrianException(ErrorKind.USAGE, "Command line error: --use-agent cannot be used without a key to encrypt to",
                    "Add --encrypt-key, or leave it out.");
        }
        if (options.hasRecipients() || options.signKey != null) {
            PgpSealBuilder builder = pgp.builder();
            demandSigner(writing ? sealed(builder, () -> Passphrase.of("")) : builder).build();
        }
    }
}
