package org.bactrian.chain.archive;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bactrian.store.StoredObject;

/**
 * Who signed the manifests on the store, as far as that was seen once: noted in the archive directory, because it lies within
 * the encryption and so cannot be told later without a secret. A cache: what is missing is read again. Not thread-safe.
 *
 * <pre>
 * file bactrian-signers: text, for each manifest a line
 *   name on the store, blank, size on the store in bytes, blank, fingerprints with commas between them, or - for none
 * </pre>
 */
public final class SignerNotes {
    private static final String FILE = "bactrian-signers";
    private static final long LARGEST_FILE = 16 << 20;
    private static final Pattern LINE = Pattern.compile("(\\S+) (\\d+) (-|[0-9A-F]+(?:,[0-9A-F]+)*)");

    private final ArchiveDirectory archive;
    private final Map<String, String> lines = new TreeMap<>();

    private SignerNotes(ArchiveDirectory archive) {
        this.archive = archive;
    }

    /** What is noted; lines that make no sense are left out. */
    public static SignerNotes read(ArchiveDirectory archive) throws IOException {
        SignerNotes notes = new SignerNotes(archive);
        Path file = archive.folder().resolve(FILE);
        if (Files.isRegularFile(file) && Files.size(file) <= LARGEST_FILE) {
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
                Matcher found = LINE.matcher(line);
                if (found.matches()) {
                    notes.lines.put(key(found.group(1), Long.parseLong(found.group(2))), found.group(3));
                }
            }
        }
        return notes;
    }

    /** The fingerprints of those who signed an object, none if it is not signed; empty if that is not known. */
    public Optional<List<String>> of(StoredObject object) {
        return Optional.ofNullable(lines.get(key(object.name(), object.size())))
                .map(text -> text.equals("-") ? List.of() : List.of(text.split(",")));
    }

    /** Notes who signed an object; kept by {@link #save}. */
    public void note(String object, long size, List<String> fingerprints) {
        lines.put(key(object, size), fingerprints.isEmpty() ? "-" : String.join(",", fingerprints));
    }

    /** Forgets all objects but these, and writes the rest; with the archive directory's lock held. */
    public void save(Collection<StoredObject> kept) throws IOException {
        lines.keySet().retainAll(kept.stream().map(object -> key(object.name(), object.size())).collect(Collectors.toSet()));
        try (PendingFile file = archive.write(FILE)) {
            for (Map.Entry<String, String> line : lines.entrySet()) {
                file.write((line.getKey() + " " + line.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            file.commit();
        }
    }

    private static String key(String object, long size) {
        return object + " " + size;
    }
}
