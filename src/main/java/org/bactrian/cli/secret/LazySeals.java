package org.bactrian.cli.secret;

import org.bactrian.cli.option.GpgOptions;
import org.bactrian.cli.option.SealGroup;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.pgp.Compression;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.pgp.PgpSealBuilder;
import org.bactrian.seal.GzipSeal;
import org.bactrian.seal.PlainSeal;
import org.bactrian.seal.Seal;
import org.bactrian.seal.SealProvider;

/**
 * The seals that the options name. One that needs a passphrase is made when it is first asked for, so that a run which
 * needs none asks nobody.
 */
public final class LazySeals implements SealProvider {
    private static final String PLAIN = "";
    private static final String GZIP = ".gz";
    private static final String OPENPGP = ".gpg";

    private final SealGroup options;
    private final GpgOptions gpg;
    private final Secrets secrets;
    private final boolean confirmed;
    private Seal openPgp;

    /**
     * @param options   which seals
     * @param secrets   asked when one needs a passphrase
     * @param confirmed whether a passphrase is to be typed twice, because the run will seal with it
     * @throws BactrianException of kind USAGE if the options cannot be met; nothing is asked
     */
    public LazySeals(SealGroup options, Secrets secrets, boolean confirmed) {
        this.options = options;
        this.gpg = options.gpg();
        this.secrets = secrets;
        this.confirmed = confirmed;
        algorithms(PgpSeal.builder());
        refuseKeys();
    }

    @Override
    public String suffix() {
        return !options.noEncryption ? OPENPGP : options.noCompression ? PLAIN : GZIP;
    }

    @Override
    public Seal sealing() {
        return of(suffix());
    }

    @Override
    public Seal opening(String suffix) {
        return of(suffix);
    }

    private Seal of(String suffix) {
        return switch (suffix) {
            case PLAIN -> new PlainSeal();
            case GZIP -> new GzipSeal();
            case OPENPGP -> openPgp();
            default -> throw new BactrianException(ErrorKind.USER_ERROR, "There is no way here to open objects that end with "
                    + suffix, "Read them with the program that wrote them.");
        };
    }

    private synchronized Seal openPgp() {
        if (openPgp == null) {
            PgpSealBuilder builder = algorithms(PgpSeal.builder());
            openPgp = builder.passphrase(new Passphrase(secrets.passphrase(true, confirmed))).build();
        }
        return openPgp;
    }

    private PgpSealBuilder algorithms(PgpSealBuilder builder) {
        if (options.noCompression) {
            builder.compression(Compression.NONE);
        } else if (gpg.compression() != null) {
            builder.compression(named(Compression.values(), gpg.compression(), "--compress-algo"));
        }
        if (gpg.level() >= 0) {
            builder.level(gpg.level());
        }
        if (gpg.cipher() != null && !gpg.cipher().equals("AES256")) {
            throw new BactrianException(ErrorKind.USAGE, "Command line error: --gpg-options: --cipher-algo " + gpg.cipher()
                    + " is not written here, only AES256", "All ciphers of OpenPGP are read.");
        }
        return builder;
    }

    private static <T extends Enum<T>> T named(T[] values, String name, String option) {
        for (T value : values) {
            if (value.name().equals(name) || name.equals("UNCOMPRESSED") && value == Compression.NONE) {
                return value;
            }
        }
        throw new BactrianException(ErrorKind.USAGE,
                "Command line error: --gpg-options: " + option + " " + name + " is not known", "");
    }

    private void refuseKeys() {
        if (options.hasRecipients() || options.signKey != null || options.useAgent) {
            throw new BactrianException(ErrorKind.USAGE, "Command line error: OpenPGP keys (" + keyOption()
                    + ") are not supported yet", "Use a passphrase, or --no-encryption.");
        }
    }

    private String keyOption() {
        return options.hasRecipients() ? options.encryptKeys.isEmpty() ? "--hidden-encrypt-key" : "--encrypt-key"
                : options.signKey != null ? "--sign-key" : "--use-agent";
    }
}
