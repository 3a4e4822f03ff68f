package org.bactrian.chain.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.SetId;

/**
 * Of which sets a removal has begun to delete the objects. A set without a manifest is otherwise taken for one that lost it, and
 * kept; with this note the next run knows that the rest may go too. Written before the manifest is deleted, and gone when the removal
 * has come to its end. Hold the archive directory's lock. Not thread-safe.
 *
 * <pre>
 * file bactrian-removal: text, for each set a line
 *   name of its manifest on the store
 * </pre>
 */
public final class RemovalNote {
    private static final String FILE = "bactrian-removal";
    private static final long LARGEST_FILE = 16 << 20;

    private final ArchiveDirectory archive;
    private final NameScheme names;
    private final Set<String> manifests = new LinkedHashSet<>();

    private RemovalNote(ArchiveDirectory archive, NameScheme names) {
        this.archive = archive;
        this.names = names;
    }

    /** What is noted; nothing if there is no note. */
    public static RemovalNote read(ArchiveDirectory archive, NameScheme names) throws IOException {
        RemovalNote note = new RemovalNote(archive, names);
        Path file = archive.folder().resolve(FILE);
        if (Files.isRegularFile(file) && Files.size(file) <= LARGEST_FILE) {
            new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().forEach(note.manifests::add);
        }
        return note;
    }

    /** The sets whose removal has begun. */
    public Set<SetId> begun() {
        Set<SetId> sets = new LinkedHashSet<>();
        manifests.forEach(manifest -> names.parse(manifest).map(ObjectName::set).ifPresent(sets::add));
        return sets;
    }

    /** Notes that an object goes next; only of manifests anything is written, and it is on the disk when this returns. */
    public void beforeDeletion(String object) throws IOException {
        Optional<ObjectName> name = names.parse(object);
        if (name.filter(parsed -> parsed.kind() == ObjectKind.MANIFEST).isPresent() && manifests.add(object)) {
            try (PendingFile file = archive.write(FILE)) {
                file.write((String.join("\n", manifests) + "\n").getBytes(StandardCharsets.UTF_8));
                file.commit();
            }
        }
    }

    /** Forgets all: no set is half removed. */
    public void discard() throws IOException {
        manifests.clear();
        archive.delete(FILE);
    }
}
