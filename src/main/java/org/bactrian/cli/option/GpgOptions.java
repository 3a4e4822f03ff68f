package org.bactrian.cli.option;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * What {@code --gpg-options} asks for, as far as it means something without a gpg process. Words as duplicity splits them, at
 * blanks without quoting (spec 5.1). What has no meaning here is refused by name.
 *
 * @param home        folder of {@code --homedir}; null for the default
 * @param cipher      of {@code --cipher-algo} or {@code --personal-cipher-preferences}, upper case; null for the default
 * @param digest      of {@code --digest-algo} or {@code --personal-digest-preferences}; null for the default
 * @param compression of {@code --compress-algo} or {@code --compression-algo}; null for the default
 * @param level       of {@code --compress-level}, {@code --bzip2-compress-level} or {@code -z}; −1 for the default
 * @param trustAll    whether keys need no web of trust
 * @param unprotected of {@code --ignore-mdc-error}: messages without integrity protection are opened, those with a wrong one never
 */
public record GpgOptions(String home, String cipher, String digest, String compression, int level, boolean trustAll,
        boolean unprotected) {
    /** Nothing said. */
    public static final GpgOptions NONE = new GpgOptions(null, null, null, null, -1, false, false);

    /** Words that change nothing here: we never prompt, never lock, never use secure memory, always check integrity. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("--batch", "--no-tty", "--quiet", "--yes", "--no-secmem-warning",
            "--force-mdc", "--no-permission-warning", "--no-greeting", "--lock-never", "--no-auto-check-trustdb", "-q");
    private static final Set<String> WITHOUT_EFFECT_TAKING = Set.of("--pinentry-mode", "--status-fd", "--logger-fd");

    /**
     * Reads the words in order; of two for the same thing the last counts.
     *
     * @throws BactrianException of kind USAGE for a word that has no meaning here
     */
    static GpgOptions of(List<String> words) {
        GpgOptions options = NONE;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = equals < 0 ? word : word.substring(0, equals);
            if (word.isEmpty() || WITHOUT_EFFECT.contains(name)) {
                continue;
            }
            if (name.equals("--always-trust")) {
                options = options.trusting();
                continue;
            }
            if (name.equals("--ignore-mdc-error")) {
                options = new GpgOptions(options.home, options.cipher, options.digest, options.compression, options.level,
                        options.trustAll, true);
                continue;
            }
            if (equals < 0 && i + 1 == words.size()) {
                throw refused(name);
            }
            options = options.with(name, equals < 0 ? words.get(++i) : word.substring(equals + 1));
        }
        return options;
    }

    private GpgOptions with(String name, String value) {
        if (WITHOUT_EFFECT_TAKING.contains(name)) {
            return this;
        }
        String upper = value.toUpperCase(Locale.ROOT);
        return switch (name) {
            case "--homedir" -> new GpgOptions(value, cipher, digest, compression, level, trustAll, unprotected);
            case "--cipher-algo", "--personal-cipher-preferences" ->
                new GpgOptions(home, upper, digest, compression, level, trustAll, unprotected);
            case "--digest-algo", "--personal-digest-preferences" ->
                new GpgOptions(home, cipher, upper, compression, level, trustAll, unprotected);
            case "--compress-algo", "--compression-algo", "--personal-compress-preferences" ->
                new GpgOptions(home, cipher, digest, upper, level, trustAll, unprotected);
            case "--compress-level", "--bzip2-compress-level", "-z" ->
                new GpgOptions(home, cipher, digest, compression, compressionLevel(name, value), trustAll, unprotected);
            case "--trust-model" -> value.equals("always") ? trusting() : this;
            default -> throw refused(name);
        };
    }

    private GpgOptions trusting() {
        return new GpgOptions(home, cipher, digest, compression, level, true, unprotected);
    }

    private static int compressionLevel(String name, String value) {
        if (!value.matches("[0-9]")) {
            throw new BactrianException(ErrorKind.USAGE,
                    "Command line error: --gpg-options: " + name + " takes a number from 0 to 9, not '" + value + "'", "");
        }
        return Integer.parseInt(value);
    }

    private static BactrianException refused(String name) {
        return new BactrianException(ErrorKind.USAGE,
                "Command line error: --gpg-options: " + name + " has no meaning here, where no gpg is run",
                "Understood are --homedir, --cipher-algo, --digest-algo, --compress-algo, --compress-level, --trust-model,"
                        + " --always-trust and --ignore-mdc-error.");
    }
}
