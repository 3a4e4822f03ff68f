package org.bactrian.testkit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.bactrian.log.ProgressSource;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.ReadRequest;
import org.bactrian.request.TargetOptions;
import org.bactrian.seal.GzipSeal;
import org.bactrian.seal.PlainSeal;
import org.bactrian.seal.Seal;
import org.bactrian.seal.SealProvider;
import org.bactrian.store.Target;

/**
 * One target of a {@link Program}, and the options of what is asked about it: gzip and 200 MiB volumes unless told otherwise.
 * Each method that takes an option gives a copy with it.
 */
public final class Backups implements Cloneable {
    private static final int MAX_BLOCK = 2048;

    private final Program program;
    private final Path archiveDir;
    private final String url;
    private Seal seal = new GzipSeal();
    private long volumeBytes = 200L << 20;
    private TargetOptions.NameStyle style = TargetOptions.NameStyle.LONG;
    private TargetOptions.Prefixes prefixes = TargetOptions.Prefixes.NONE;
    private boolean force;
    private boolean allowSourceMismatch;
    private boolean rotateKeys;
    private boolean keepingSealed;
    private boolean demandingSigner;
    private Instant time;
    private Consumer<String> listener = line -> { };
    private Consumer<ProgressSource> follower = source -> { };

    Backups(Program program, String url, Path archiveDir) {
        this.program = program;
        this.url = url;
        this.archiveDir = archiveDir;
    }

    /** Sealed by a passphrase; null for gzip. */
    public Backups passphrase(String text) {
        return sealedBy(text == null ? new GzipSeal() : PgpSeal.builder().passphrase(Passphrase.of(text)).build());
    }

    /** With copies in the archive directory as they are sealed. */
    public Backups keepingSealed() {
        Backups copy = copy();
        copy.keepingSealed = true;
        return copy;
    }

    /** By a seal that opens only what a certain key has signed. */
    public Backups demandingSigner() {
        Backups copy = copy();
        copy.demandingSigner = true;
        return copy;
    }

    /** Sealed so. */
    public Backups sealedBy(Seal value) {
        Backups copy = copy();
        copy.seal = value;
        return copy;
    }

    /** Volumes closed at this size. */
    public Backups volumes(long bytes) {
        Backups copy = copy();
        copy.volumeBytes = bytes;
        return copy;
    }

    /** Names written in this style. */
    public Backups names(TargetOptions.NameStyle value) {
        Backups copy = copy();
        copy.style = value;
        return copy;
    }

    /** Names with these prefixes. */
    public Backups prefixes(TargetOptions.Prefixes value) {
        Backups copy = copy();
        copy.prefixes = value;
        return copy;
    }

    /** As with {@code --force}. */
    public Backups force() {
        Backups copy = copy();
        copy.force = true;
        return copy;
    }

    /** As with {@code --rotate-keys}. */
    public Backups rotateKeys() {
        Backups copy = copy();
        copy.rotateKeys = true;
        return copy;
    }

    /** As with {@code --allow-source-mismatch}. */
    public Backups allowSourceMismatch() {
        Backups copy = copy();
        copy.allowSourceMismatch = true;
        return copy;
    }

    /** The time of the set that is made, or of the state that is restored; null for now. */
    public Backups time(Instant value) {
        Backups copy = copy();
        copy.time = value;
        return copy;
    }

    /** What is said goes here too, at once, one line after the other: a test can change the world in the middle of a run. */
    public Backups listening(Consumer<String> value) {
        Backups copy = copy();
        copy.listener = value;
        return copy;
    }

    /** What tells how far a run is goes here. */
    public Backups following(Consumer<ProgressSource> value) {
        Backups copy = copy();
        copy.follower = value;
        return copy;
    }

    /** A full, or an increment if there is a chain. */
    public Program.Result backup(Path source) {
        return backup(source, BackupRequest.Mode.AUTO);
    }

    /** As the first, of part of the source. */
    public Program.Result backup(Path source, BackupRequest.SelectionOptions selection) {
        return backup(source, BackupRequest.Mode.AUTO, selection);
    }

    /** A backup of the mode given. */
    public Program.Result backup(Path source, BackupRequest.Mode mode) {
        return backup(source, mode, BackupRequest.SelectionOptions.EVERYTHING);
    }

    private Program.Result backup(Path source, BackupRequest.Mode mode, BackupRequest.SelectionOptions selection) {
        return program.send("backup", new BackupRequest(target(), mode, source.toString(), selection,
                new BackupRequest.ContentOptions(volumeBytes, MAX_BLOCK, false, true, false),
                new BackupRequest.ChainOptions(null, 0, false, allowSourceMismatch, true, rotateKeys, time), false), seals(), listener, follower);
    }

    /** All of the state. */
    public Program.Result restore(Path folder) {
        return restore("", folder);
    }

    /** One path of the state, given as UTF-8. */
    public Program.Result restore(String path, Path folder) {
        return program.send("restore", new ReadRequest(target(), time, path.getBytes(StandardCharsets.UTF_8), folder,
                ReadRequest.OwnerMode.NAMES, false, false, BackupRequest.SelectionOptions.EVERYTHING, List.of(), false), seals(), listener, follower);
    }

    /** Compares one path of the state with a folder or file; the root if it is empty. */
    public Program.Result verify(String path, Path folder, boolean data) {
        return verify(path, folder, data, BackupRequest.SelectionOptions.EVERYTHING);
    }

    /** As the other, with part of the folder. */
    public Program.Result verify(String path, Path folder, boolean data, BackupRequest.SelectionOptions selection) {
        return program.send("verify", new ReadRequest(target(), time, path.getBytes(java.nio.charset.StandardCharsets.UTF_8), folder,
                ReadRequest.OwnerMode.NAMES, data, false, selection, List.of(), false), seals(), listener, follower);
    }

    /** What the requests say of the target. */
    public TargetOptions target() {
        return new TargetOptions(Target.of(url), archiveDir.toString(), "target", prefixes, style, null, false, false, force);
    }

    /** The archive directory itself. */
    public Path archive() {
        return archiveDir.resolve("target");
    }

    /** How objects are sealed and opened. */
    public SealProvider seals() {
        return new SealProvider() {
            @Override
            public String suffix() {
                return seal.suffix();
            }

            @Override
            public boolean keepsSealed() {
                return keepingSealed;
            }

            @Override
            public boolean demandsSigner() {
                return demandingSigner;
            }

            @Override
            public Seal sealing() {
                return seal;
            }

            @Override
            public Seal opening(String suffix) {
                return suffix.equals(seal.suffix()) ? seal : suffix.equals(".gz") ? new GzipSeal() : new PlainSeal();
            }
        };
    }

    private Backups copy() {
        try {
            return (Backups) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
