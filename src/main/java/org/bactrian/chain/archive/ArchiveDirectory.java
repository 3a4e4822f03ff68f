package org.bactrian.chain.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.ManifestReader;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.NameStyle;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.Packing;
import org.bactrian.chain.Provenance;
import org.bactrian.chain.SetId;
import org.bactrian.seal.SealProvider;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The archive directory of one target (spec 6): plain manifests, gzipped signatures and statistics, and the lock. The folder is
 * made with mode 0700 and the files with 0600, since the files tell names even of encrypted backups. Files appear under
 * their names only when whole ({@link PendingFile}). What others put here is left alone. Safe for use by many threads as far as they write
 * different files; hold {@link #lock} while writing.
 */
public final class ArchiveDirectory {
    /** Files being written start with this, so that neither duplicity nor we take them for anything. */
    static final String PENDING = "bactrian-pending-";

    private static final String SEALED = ".gpg";

    private final Path folder;
    private final NameScheme scheme;
    private final List<NameScheme> spellings = new ArrayList<>();
    /** Opens sealed copies; null if copies are kept open, as duplicity keeps them. */
    private final SealProvider seals;

    private ArchiveDirectory(Path folder, NameScheme scheme, SealProvider seals) {
        this.folder = folder;
        this.scheme = scheme;
        this.seals = seals;
        spellings.add(scheme);
        for (NameStyle style : NameStyle.values()) {
            spellings.add(new NameScheme(style, scheme.timeSeparator(), scheme.prefixes(), scheme.zone()));
        }
    }

    /**
     * Opens the folder, and makes it if it is missing.
     *
     * @param folder as of {@link ArchiveLocation#resolve}
     * @param scheme the spelling of the names; prefixes apply here too
     * @throws BactrianException BAD_ARCHIVE_DIR if it cannot be made or is something else
     */
    public static ArchiveDirectory open(Path folder, NameScheme scheme) {
        Objects.requireNonNull(scheme, "scheme");
        try {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw unusable(folder, "cannot be made", e);
        }
        if (!Files.isWritable(folder)) {
            throw unusable(folder, "is not writable", null);
        }
        return new ArchiveDirectory(folder, scheme, null);
    }

    /**
     * The same folder, but with copies of encrypted objects kept sealed, as on the store and under the name they have there.
     * Open copies of them are not read, nor sealed ones otherwise.
     *
     * @param opening opens them when they are read
     */
    public ArchiveDirectory sealed(SealProvider opening) {
        return new ArchiveDirectory(folder, scheme, Objects.requireNonNull(opening, "opening"));
    }

    /** The form in which an object of the store is kept here: sealed as it is, or else as duplicity keeps it (spec 6). */
    public ObjectName kept(ObjectName stored) {
        return seals != null && stored.packing() == Packing.OPENPGP ? stored : stored.cached();
    }

    /** The files of the backup that runs, or of the one that did not come to its end. */
    public RunFiles runFiles() {
        return new RunFiles(folder, scheme, false);
    }

    /** Files for a run that stores nothing. */
    public RunFiles scratchFiles() {
        return new RunFiles(folder, scheme, true);
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /**
     * Takes the lock for this run.
     *
     * @throws BactrianException USER_ERROR if another process, duplicity or ours, has it
     */
    public ArchiveLock lock() {
        return ArchiveLock.take(folder);
    }

    /** The names of all regular files, sorted; also those of others. */
    public List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw unusable(folder, "cannot be listed", e);
        }
    }

    /** The file in which this object is kept, in any of the three spellings; empty if there is none. Partial files do not count. */
    public Optional<Path> find(ObjectKind kind, SetId set) {
        return find(kept(new ObjectName(kind, set, 0, Packing.OPENPGP, false)))
                .or(() -> find(new ObjectName(kind, set, 0, Packing.PLAIN, false).cached()));
    }

    private Optional<Path> find(ObjectName name) {
        return spellings.stream().map(spelling -> folder.resolve(spelling.format(name))).filter(Files::isRegularFile).findFirst();
    }

    /**
     * Reads the manifest kept here, without its Filelist.
     *
     * @return empty if there is none
     * @throws BactrianException MANIFEST_UNREADABLE if it is damaged
     */
    public Optional<Manifest> manifest(SetId set) throws IOException {
        Optional<InputStream> opened = openManifest(set);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = opened.get()) {
            return Optional.of(ManifestReader.read(in, scheme.format(set.manifest(Packing.PLAIN)), set));
        } catch (BactrianException e) {
            CopyNotes.drop(folder);
            throw e;
        }
    }

    /** How many volumes the manifest kept here has; empty if there is none or it cannot be read, without asking anybody. */
    public OptionalInt volumeCount(SetId set) {
        try {
            if (seals != null && seals.openingUnasked(SEALED).isEmpty()) {
                return OptionalInt.empty();
            }
            return manifest(set).map(manifest -> OptionalInt.of(manifest.volumes().size())).orElse(OptionalInt.empty());
        } catch (IOException | BactrianException e) {
            return OptionalInt.empty();
        }
    }

    /** How a set came to be, by the manifest kept here; nothing if there is none or it cannot be read, without asking anybody. */
    public Provenance provenance(SetId set) {
        if (seals != null && seals.openingUnasked(SEALED).isEmpty()) {
            return Provenance.NONE;
        }
        try {
            Optional<InputStream> opened = openManifest(set);
            if (opened.isEmpty()) {
                return Provenance.NONE;
            }
            try (InputStream in = opened.get()) {
                return Provenance.read(in);
            }
        } catch (IOException | BactrianException e) {
            return Provenance.NONE;
        }
    }

    /** Opens the manifest kept here; empty if there is none. */
    public Optional<InputStream> openManifest(SetId set) throws IOException {
        return open(ObjectKind.MANIFEST, set);
    }

    /**
     * Opens the signatures kept here and unpacks them; empty if there are none. Sealed ones turn out at their end to be those of the
     * set, if its manifest here tells; open ones were proven when they were put here.
     */
    public Optional<InputStream> openSignatures(SetId set) throws IOException {
        Optional<InputStream> opened = open(ObjectKind.SIGNATURES, set);
        return seals == null ? opened : opened.map(in -> proving(set.signatures(Packing.OPENPGP), in, scheme.format(set.signatures(Packing.OPENPGP))));
    }

    /**
     * An object's opened content; of signatures one that turns out at its end to be that of its set, if the manifest kept here tells.
     *
     * @param text the object's name as it is written, for the message
     */
    public InputStream proving(ObjectName name, InputStream clear, String text) {
        return name.kind() == ObjectKind.SIGNATURES ? provenance(name.set()).ties().proving(clear, text) : clear;
    }

    /** Opens the statistics kept here and unpacks them; empty if there are none. */
    public Optional<InputStream> openJsonstat(SetId set) throws IOException {
        return open(ObjectKind.JSONSTAT, set);
    }

    private Optional<InputStream> open(ObjectKind kind, SetId set) throws IOException {
        Optional<Path> file = find(kind, set);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        if (seals != null && isSealed(file.get())) {
            return Optional.of(seals.opening(SEALED).open(new SealedCopy(file.get())));
        }
        InputStream in;
        try {
            in = Files.newInputStream(file.get());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(kind == ObjectKind.MANIFEST ? new BufferedInputStream(in) : new KeptGzip(in, file.get()));
        } catch (IOException e) {
            in.close();
            throw damaged(file.get(), e);
        }
    }

    private boolean isSealed(Path file) {
        String name = file.getFileName().toString();
        return spellings.stream().map(spelling -> spelling.parse(name)).flatMap(Optional::stream)
                .anyMatch(parsed -> parsed.packing() == Packing.OPENPGP);
    }

    private static BactrianException damaged(Path file, IOException e) throws IOException {
        CopyNotes.drop(file.getParent());
        return new BactrianException(ErrorKind.BAD_ARCHIVE_DIR, "The file " + file + " is damaged.",
                "Run it again: the file is fetched again from the store then.", e);
    }

    /** Says which file it is that ends too early, or whose checksum at the end is wrong. */
    private static final class KeptGzip extends GZIPInputStream {
        private final Path file;

        KeptGzip(InputStream in, Path file) throws IOException {
            super(in, 1 << 16);
            this.file = file;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            try {
                return super.read(bytes, offset, count);
            } catch (EOFException | ZipException e) {
                throw damaged(file, e);
            }
        }
    }

    /**
     * Begins to write a file. It gets its name by {@link PendingFile#commit}; closed before that it leaves nothing.
     *
     * @param name of a manifest, signatures or statistics on the store; written under the name of {@link #kept}. The caller writes the
     *             bytes as they shall stand in the file (signatures already gzipped, or all as it is sealed)
     */
    public PendingFile write(ObjectName name) throws IOException {
        return PendingFile.begin(folder, scheme.format(kept(name)));
    }

    /** Begins to write a file of another name, such as the state of an unfinished run. */
    public PendingFile write(String fileName) throws IOException {
        return PendingFile.begin(folder, fileName);
    }

    /** Deletes a file; that it is gone already is no error. */
    public void delete(String fileName) throws IOException {
        Files.deleteIfExists(PendingFile.child(folder, fileName));
    }

    /** Deletes what broken runs left half written. Only with the lock held. @return the names */
    public List<String> deletePending() throws IOException {
        List<String> deleted = new ArrayList<>();
        for (String name : names()) {
            if (name.startsWith(PENDING)) {
                delete(name);
                deleted.add(name);
            }
        }
        deleted.sort(Comparator.naturalOrder());
        return deleted;
    }

    private static BactrianException unusable(Path folder, String why, Exception cause) {
        return new BactrianException(ErrorKind.BAD_ARCHIVE_DIR, "The archive directory " + folder + " " + why + ".",
                "Check its permissions, or give another one with --archive-dir.", cause);
    }
}
