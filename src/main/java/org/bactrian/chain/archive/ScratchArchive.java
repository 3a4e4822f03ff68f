package org.bactrian.chain.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bactrian.chain.NameScheme;

/**
 * An archive directory for a run that must change nothing: the files of the real one, linked, and what the run copies from the store
 * beside them. It lies in the real one, where the same things are kept for good, and is deleted by {@link #close}. Not thread-safe.
 */
public final class ScratchArchive implements Closeable {
    private static final String NAME = "bactrian-dry-run";

    private final Path folder;
    private final ArchiveDirectory archive;

    /**
     * Makes it, in the place of one that a broken run may have left; only with the lock held.
     *
     * @throws IOException if a file cannot be linked
     */
    public ScratchArchive(ArchiveDirectory real, NameScheme scheme) throws IOException {
        folder = real.folder().resolve(NAME);
        close();
        archive = ArchiveDirectory.open(folder, scheme);
        for (String file : real.names()) {
            if (scheme.parse(file).isPresent()) {
                Files.createLink(folder.resolve(file), real.folder().resolve(file));
            }
        }
    }

    /** To be used in the place of the real one. */
    public ArchiveDirectory archive() {
        return archive;
    }

    @Override
    public void close() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
