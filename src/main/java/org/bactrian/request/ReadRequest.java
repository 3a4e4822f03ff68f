package org.bactrian.request;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a restore, a verification or a listing reads: a state of the source at a time, all of it or one path.
 *
 * @param target    where the sets are
 * @param time      the state to read; null for the latest
 * @param path      relative to the source root, as bytes in UTF-8 or as they are; empty for everything
 * @param folder    restore: what is made; verify: what is compared with; null for a listing
 * @param ownership restore: how owners are set
 * @param compareData verify: compare the contents byte for byte
 * @param ignoreErrors go on after a damaged volume
 * @param selection which entries are read; verify and restore
 * @param renames   restore: path prefixes that change
 * @param json      listing: each line as a JSON object
 */
public record ReadRequest(TargetOptions target, Instant time, byte[] path, Path folder, OwnerMode ownership,
        boolean compareData, boolean ignoreErrors, BackupRequest.SelectionOptions selection, List<Rename> renames,
        boolean json) implements HasTarget {

    /** How owners are set. */
    public enum OwnerMode {
        /** By name where known, else by number. */
        NAMES,
        /** By number ({@code --numeric-owner}). */
        NUMBERS,
        /** Not at all ({@code --do-not-restore-ownership}). */
        NONE
    }

    /** A path prefix and what takes its place, relative to what is restored; empty for its root. */
    public record Rename(byte[] from, byte[] to) {
    }

    /** @throws NullPointerException if target, path, ownership or selection are missing */
    public ReadRequest {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(ownership, "ownership");
        Objects.requireNonNull(selection, "selection");
        renames = List.copyOf(renames);
    }

    /** All of the latest state, into or against a folder (null for none). */
    public static ReadRequest of(String url, Path folder) {
        return new ReadRequest(TargetOptions.of(url), null, new byte[0], folder, OwnerMode.NAMES, false, false,
                BackupRequest.SelectionOptions.EVERYTHING, List.of(), false);
    }
}
