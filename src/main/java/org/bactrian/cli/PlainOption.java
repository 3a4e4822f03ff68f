package org.bactrian.cli;

import org.bactrian.cli.option.Group;
import org.bactrian.cli.option.OptionSet;

/**
 * The options that command lines have most, with what they set: to read these alone takes no picocli and no reflection, which take a fifth
 * of a short command's time. They mean exactly what the annotations of {@link OptionSet} say, and a test holds the two together.
 */
enum PlainOption {
    ARCHIVE_DIR("--archive-dir", Group.TARGET, true),
    NAME("--name", Group.TARGET, true),
    NO_ENCRYPTION("--no-encryption", Group.SEAL, false),
    NO_COMPRESSION("--no-compression", Group.SEAL, false),
    USE_AGENT("--use-agent", Group.SEAL, false),
    ENCRYPT_KEY("--encrypt-key", Group.SEAL, true),
    SIGN_KEY("--sign-key", Group.SEAL, true),
    COMPRESS_LEVEL("--compress-level", Group.SEAL, true),
    EXCLUDE("--exclude", Group.SELECTION, true),
    INCLUDE("--include", Group.SELECTION, true),
    FULL_IF_OLDER_THAN("--full-if-older-than", Group.CHAIN, true),
    PATH_TO_RESTORE("--path-to-restore", Group.READ, true),
    FILE_TO_RESTORE("--file-to-restore", "--path-to-restore", Group.READ, true),
    TIME("--time", "--restore-time", Group.READ, true),
    COMPARE_DATA("--compare-data", Group.READ, false),
    TEMP_DIR("--tempdir", Group.STORE, true),
    ROUTES("--routes", Group.RUN, true),
    DRY_RUN("--dry-run", Group.RUN, false),
    FORCE("--force", Group.RUN, false),
    JSON("--json", Group.RUN, false),
    PROGRESS("--progress", Group.RUN, false),
    VERSION("--version", Group.RUN, false);

    private final String word;
    private final String title;
    private final Group group;
    private final boolean takesValue;

    PlainOption(String word, Group group, boolean takesValue) {
        this(word, word, group, takesValue);
    }

    PlainOption(String word, String title, Group group, boolean takesValue) {
        this.word = word;
        this.title = title;
        this.group = group;
        this.takesValue = takesValue;
    }

    /** Its name, as it has to be written. */
    String word() {
        return word;
    }

    /** What messages call it: of several names picocli takes the longest. */
    String title() {
        return title;
    }

    /** Where it belongs. */
    Group group() {
        return group;
    }

    /** Whether it takes an argument; else it is a flag. */
    boolean takesValue() {
        return takesValue;
    }

    /** The option of exactly that name; null if there is none. */
    static PlainOption named(String name) {
        for (PlainOption option : values()) {
            if (option.word.equals(name)) {
                return option;
            }
        }
        return null;
    }

    /**
     * Sets what it says.
     *
     * @param value its argument; of no meaning for a flag
     * @return false if it is not an argument for this, of which picocli knows what to say
     */
    boolean set(OptionSet options, String value) {
        switch (this) {
            case ARCHIVE_DIR -> options.target.archiveDir = value;
            case NAME -> options.target.name = value;
            case NO_ENCRYPTION -> options.seal.noEncryption = true;
            case NO_COMPRESSION -> options.seal.noCompression = true;
            case USE_AGENT -> options.seal.useAgent = true;
            case ENCRYPT_KEY -> options.seal.encryptKeys.add(value);
            case SIGN_KEY -> options.seal.signKey = value;
            case COMPRESS_LEVEL -> {
                return options.seal.compress(value);
            }
            case EXCLUDE -> options.selection.exclude(value);
            case INCLUDE -> options.selection.include(value);
            case FULL_IF_OLDER_THAN -> options.chain.fullIfOlderThan = value;
            case PATH_TO_RESTORE, FILE_TO_RESTORE -> options.read.path = value;
            case TIME -> options.read.time = value;
            case COMPARE_DATA -> options.read.compareData = true;
            case TEMP_DIR -> options.store.tempDir = value;
            case ROUTES -> options.run.routes = value;
            case DRY_RUN -> options.run.dryRun = true;
            case FORCE -> options.run.force = true;
            case JSON -> options.run.json = true;
            case PROGRESS -> options.run.progress = true;
            case VERSION -> options.run.version = true;
        }
        return true;
    }
}
