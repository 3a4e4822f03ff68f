package org.bactrian.chain.archive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.Packing;
import org.bactrian.chain.SetId;
import org.bactrian.chain.TimeText;

/**
 * The files in the archive directory that a backup works on: its {@link Journal}, and what it collects beside the volumes. They
 * stay when it dies, for the next one to go on with; none has a name that duplicity reads. Hold the directory's lock.
 */
public final class RunFiles {
    static final String PREFIX = "bactrian-journal";
    private static final String SCRATCH = ArchiveDirectory.PENDING + "run";
    private static final String IDENTITIES = "bactrian-identities.";

    private final Path folder;
    private final NameScheme names;
    private final String prefix;

    /** @param scratch whether nobody shall go on with them */
    RunFiles(Path folder, NameScheme names, boolean scratch) {
        this.folder = folder;
        this.names = names;
        this.prefix = scratch ? SCRATCH : PREFIX;
    }

    /** Whether they are of a run that stores nothing, and go with it. */
    public boolean areScratch() {
        return prefix.equals(SCRATCH);
    }

    /** The journal itself. */
    public Path journal() {
        return folder.resolve(prefix);
    }

    /** The signatures of the set, gzipped. */
    public Path signatures() {
        return folder.resolve(prefix + "-signatures.gz");
    }

    /** The list of changed files. */
    public Path fileList() {
        return folder.resolve(prefix + "-files");
    }

    /** The manifest, in the clear. */
    public Path manifest() {
        return folder.resolve(prefix + "-manifest");
    }

    /** What is noted of the files' identities. */
    public Path identities() {
        return folder.resolve(prefix + "-identities");
    }

    /** The identities of the files as of a set that is committed. */
    public Path identities(Instant setTime) {
        return folder.resolve(IDENTITIES + TimeText.compact(setTime));
    }

    /**
     * The manifest is on the store, so the set exists: its metadata get their names here, and the journal goes. Broken off
     * anywhere, it can be done again; what is missing then is fetched from the store.
     */
    public void settle(SetId set) throws IOException {
        keep(signatures(), folder.resolve(names.format(set.signatures(Packing.GZIP))));
        keep(manifest(), folder.resolve(names.format(set.manifest(Packing.PLAIN))));
        keep(identities(), identities(set.time()));
        dropOlderIdentities(identities(set.time()));
        discard();
    }

    /** As {@link #settle}, where copies are kept sealed and lie here already: nothing stays in the clear. */
    public void settleSealed() throws IOException {
        dropOlderIdentities(null);
        discard();
    }

    private static void keep(Path file, Path name) throws IOException {
        if (Files.exists(file)) {
            Files.move(file, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** @param newest stays; null if none shall */
    private void dropOlderIdentities(Path newest) throws IOException {
        try (DirectoryStream<Path> records = Files.newDirectoryStream(folder, IDENTITIES + "*")) {
            for (Path record : records) {
                if (!record.equals(newest)) {
                    Files.delete(record);
                }
            }
        }
    }

    /** Removes the journal alone: the others are to be written anew. */
    public void forget() throws IOException {
        Files.deleteIfExists(journal());
    }

    /** Removes all of them, the journal first: without it the others are nothing. */
    public void discard() throws IOException {
        for (Path file : List.of(journal(), signatures(), fileList(), manifest(), identities())) {
            Files.deleteIfExists(file);
        }
    }
}
