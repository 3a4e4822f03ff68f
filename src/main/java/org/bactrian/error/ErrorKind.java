package org.bactrian.error;

/**
 * What went wrong, in the terms of duplicity's exit codes (spec 12.5), so that scripts written for the
 * original keep working. Each kind also says whether trying the same thing again can help.
 */
public enum ErrorKind {
    /** Anything without a kind of its own; also what verify ends with when it found differences. */
    GENERAL(1, false),
    /** The command line cannot be understood. */
    USAGE(2, false),
    /** The chain was begun on another host. */
    SOURCE_HOST_CHANGED(3, false),
    /** Ended by the user (Ctrl-C). */
    INTERRUPTED(4, false),
    /** The manifest in the archive directory and the one on the store disagree. */
    MANIFESTS_DIFFER(5, false),
    /** Neither manifest, or not the only one, can be read. */
    MANIFEST_UNREADABLE(6, false),
    /** A file list cannot be opened or is not a file list. */
    FILELIST_UNREADABLE(7, false),
    /** The target URL is not one. */
    BAD_URL(8, false),
    /** The archive directory cannot be made, read or written. */
    BAD_ARCHIVE_DIR(9, false),
    /** The signing key is not one. */
    BAD_SIGN_KEY(10, false),
    /** The folder to restore to is there and not empty. */
    RESTORE_TARGET_EXISTS(11, false),
    /** The folder to compare with is missing. */
    VERIFY_FOLDER_MISSING(12, false),
    /** The source is missing or cannot be read. */
    SOURCE_MISSING(13, false),
    /** A selection pattern cannot match anything below the source. */
    SELECTION_PREFIX(14, false),
    /** A selection pattern is malformed. */
    SELECTION_PATTERN(15, false),
    /** The last selection rule includes what is included anyway. */
    SELECTION_REDUNDANT(16, false),
    /** An increment was demanded and there is nothing to add it to. */
    NO_CHAIN_FOR_INCREMENT(17, false),
    /** There are no signatures to read. */
    NO_SIGNATURES(18, false),
    /** The path to restore is not in the backup. */
    PATH_NOT_IN_BACKUP(19, false),
    /** There is no backup to restore from. */
    NOTHING_TO_RESTORE(20, false),
    /** A stored object is not what its manifest says it is. */
    HASH_MISMATCH(21, false),
    /** An object is unsigned or signed by another key than the one demanded. */
    WRONG_SIGNER(22, false),
    /** The user has to change something first: lock taken, credentials missing, unusable key. */
    USER_ERROR(23, false),
    /** A fault in this program. */
    UNEXPECTED(30, false),
    /** Sealing or opening failed: wrong passphrase, damaged or unprotected message. */
    SEAL_FAILED(31, false),
    /** Too little room for temporary files. */
    TEMP_SPACE(35, false),
    /** The store cannot be reached or refuses the login. */
    CONNECTION_FAILED(38, false),
    /** The chain was begun from another folder. */
    SOURCE_DIR_CHANGED(42, false),
    /** An uploaded object does not have the size or checksum of what was sent. */
    UPLOAD_CORRUPTED(44, true),
    /** The sealing settings are not those the set was begun with. */
    SEALING_CHANGED(45, false),
    /** The store failed, perhaps only now. */
    STORE_FAILED(50, true),
    /** The store refuses: no permission. */
    STORE_PERMISSION(51, false),
    /** The store has no such object or container. */
    STORE_NOT_FOUND(52, false),
    /** The store is full, or a quota is. */
    STORE_NO_SPACE(53, false),
    /** The store has an object of that name, and it was to be new. */
    OBJECT_EXISTS(54, false),
    /** The run ended, but some entries could not be read, written or compared. Ours, duplicity ends with 0. */
    ENTRIES_LEFT_OUT(60, false),
    /** Another run writes to the target. Ours. */
    LEASE_HELD(61, false),
    /** While the run was silent, another one began to write to the target. Ours. */
    LEASE_LOST(62, false),
    /** A filter switch is overridden, or changes nothing. */
    FILTER_REDUNDANT(70, false),
    /** A filter switch has no pattern after it. */
    FILTER_TRAILING(71, false),
    /** A path of a file list is not one below the source. */
    FILES_FROM_ABSOLUTE(72, false),
    /** A file list is empty. */
    FILES_FROM_EMPTY(73, false);

    private final int exitCode;
    private final boolean retryable;

    ErrorKind(int exitCode, boolean retryable) {
        this.exitCode = exitCode;
        this.retryable = retryable;
    }

    /** The exit code of the process, 1 to 125. */
    public int exitCode() {
        return exitCode;
    }

    /** Whether the same attempt may succeed later without anybody changing anything. */
    public boolean retryable() {
        return retryable;
    }
}
