package org.bactrian.cli.secret;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bactrian.cli.option.GpgOptions;
import org.bactrian.cli.option.SealGroup;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.pgp.Compression;
import org.bactrian.pgp.GnupgHome;
import org.bactrian.pgp.KeyFile;
import org.bactrian.pgp.KeySource;
import org.bactrian.pgp.Keys;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.pgp.PgpSealBuilder;

/** Where keys come from and which algorithms are used, as the options say. Immutable. */
public final class PgpOptions {
    private final Keys keys;
    private final Compression compression;
    private final int level;
    private final int aesBits;
    private final boolean allowUnprotected;

    /**
     * @param environment names the folders that options do not
     * @param clock       decides which keys have expired
     * @throws BactrianException of kind USAGE if an algorithm is not written here
     */
    public PgpOptions(SealGroup options, Map<String, String> environment, Clock clock) {
        GpgOptions gpg = options.gpg();
        keys = new Keys(sources(options, gpg, environment), clock);
        compression = options.noCompression ? Compression.NONE : compression(gpg.compression());
        level = options.compressLevel != null ? options.compressLevel : gpg.level();
        aesBits = aesBits(gpg.cipher());
        allowUnprotected = options.allowUnprotected || gpg.unprotected();
        if (gpg.digest() != null && !gpg.digest().equals("SHA512")) {
            throw unknown("--digest-algo " + gpg.digest(), "Signatures are made with SHA512.");
        }
    }

    /** A builder with these, and no key chosen yet. */
    PgpSealBuilder builder() {
        PgpSealBuilder builder = PgpSeal.builder().keys(keys).compression(compression).aes(aesBits)
                .allowUnprotected(allowUnprotected);
        return level < 0 ? builder : builder.level(level);
    }

    private static List<KeySource> sources(SealGroup options, GpgOptions gpg, Map<String, String> environment) {
        List<KeySource> sources = new ArrayList<>();
        options.keyFiles.forEach(file -> sources.add(new KeyFile(path("--key-file", file))));
        String home = options.gnupgHome != null ? options.gnupgHome : gpg.home() != null ? gpg.home() : environment.get("GNUPGHOME");
        sources.add(new GnupgHome(home != null && !home.isEmpty() ? path("--gnupg-home", home)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".gnupg"), options.gpgBinary));
        return sources;
    }

    private static Path path(String option, String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new BactrianException(ErrorKind.USAGE, "Command line error: option " + option + ": not the name of a file", "", e);
        }
    }

    private static Compression compression(String name) {
        if (name == null) {
            return Compression.ZIP;
        }
        for (Compression compression : Compression.values()) {
            if (compression.name().equals(name)) {
                return compression;
            }
        }
        if (name.equals("UNCOMPRESSED")) {
            return Compression.NONE;
        }
        throw unknown("--compress-algo " + name, "Use zip, zlib, bzip2 or none.");
    }

    private static int aesBits(String name) {
        if (name == null) {
            return 256;
        }
        return switch (name) {
            case "AES", "AES128" -> 128;
            case "AES192" -> 192;
            case "AES256" -> 256;
            default -> throw unknown("--cipher-algo " + name, "Use AES256, AES192 or AES. All ciphers of OpenPGP are read.");
        };
    }

    private static BactrianException unknown(String option, String guidance) {
        return new BactrianException(ErrorKind.USAGE, "Command line error: --gpg-options: " + option + " is not written here", guidance);
    }
}
