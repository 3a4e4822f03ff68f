package org.bactrian.cli.option;

import java.util.ArrayList;
import java.util.List;
import org.bactrian.seal.DeflateLevels;
import picocli.CommandLine.Option;

/** Compression, encryption and signing (spec 5). Holds key ids and paths, never a secret. */
public final class SealGroup {
    @Option(names = "--no-encryption", description = "only compress; anybody who reads the store reads the backup")
    public boolean noEncryption;

    @Option(names = "--no-compression", description = "do not compress")
    public boolean noCompression;

    @Option(names = "--compress-level", paramLabel = "COMPRESSION", converter = Values.Compression.class,
            description = "0 (nothing) to 9 (smallest), or fast: with ISA-L, where it is installed (see the manual)")
    public Integer compressLevel;

    @Option(names = "--encrypt-key", paramLabel = "KEY", description = "encrypt to this OpenPGP key (repeatable)")
    public List<String> encryptKeys = new ArrayList<>();

    @Option(names = "--hidden-encrypt-key", paramLabel = "KEY",
            description = "the same, without the key's id in the objects (repeatable)")
    public List<String> hiddenKeys = new ArrayList<>();

    @Option(names = "--sign-key", paramLabel = "KEY", description = "sign with this key; on reading, demand its signature")
    public String signKey;

    @Option(names = "--key-file", paramLabel = "FILE", description = "read keys from FILE, before those of GnuPG (repeatable)")
    public List<String> keyFiles = new ArrayList<>();

    @Option(names = "--gnupg-home", paramLabel = "DIR", description = "GnuPG's folder (default: $GNUPGHOME, else ~/.gnupg)")
    public String gnupgHome;

    @Option(names = "--gpg-binary", paramLabel = "PROGRAM",
            description = "the gpg to ask for keys that only its agent has (default: gpg)")
    public String gpgBinary = "gpg";

    @Option(names = "--use-agent", description = "ask for no passphrase; keys are those of the gpg agent")
    public boolean useAgent;

    @Option(names = "--allow-unprotected",
            description = "open messages without integrity protection too, as old versions of gpg wrote; each is named")
    public boolean allowUnprotected;

    @Option(names = "--seal-archive-dir",
            description = "keep copies of encrypted metadata encrypted; what reads them needs the secret")
    public boolean sealArchiveDir;

    private final List<String> gpgOptions = new ArrayList<>();

    @Option(names = "--encrypt-sign-key", paramLabel = "KEY", description = "--encrypt-key and --sign-key in one")
    void encryptSignKey(String key) {
        if (key != null) {
            encryptKeys.add(key);
            signKey = key;
        }
    }

    @Option(names = "--gpg-options", paramLabel = "OPTIONS",
            description = "options of gpg that have a meaning here (repeatable; see the manual)")
    void gpgOptions(String words) {
        if (words != null) {
            gpgOptions.addAll(List.of(words.strip().split("\\s+")));
        }
    }

    /**
     * As the option, without picocli.
     *
     * @return false if that is no level
     */
    public boolean compress(String level) {
        compressLevel = level(level);
        return compressLevel != null;
    }

    /** The level that a word means; null if none. */
    static Integer level(String word) {
        if (word.equals("fast")) {
            return DeflateLevels.FAST;
        }
        return word.length() == 1 && word.charAt(0) >= '0' && word.charAt(0) <= '9' ? Integer.valueOf(word) : null;
    }

    /** What {@code --gpg-options} says, its words checked. */
    public GpgOptions gpg() {
        return GpgOptions.of(gpgOptions);
    }

    /** Whether there are keys to encrypt to; else a passphrase seals. */
    public boolean hasRecipients() {
        return !encryptKeys.isEmpty() || !hiddenKeys.isEmpty();
    }

    /** Whether the signing key is also one of those encrypted to: then one passphrase serves for both (spec 5.3). */
    public boolean signerIsRecipient() {
        return signKey != null && (encryptKeys.contains(signKey) || hiddenKeys.contains(signKey));
    }
}
