package org.bactrian.chain.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.bactrian.chain.ManifestReader;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.ObjectKind;
import org.bactrian.chain.ObjectName;
import org.bactrian.chain.Packing;
import org.bactrian.error.BactrianException;

/**
 * What the copies of metadata in the archive directory were when they were put there, so that one that was cut, changed or exchanged
 * since is known before anything is made of it. A copy that is as it was by size, times and inode is not read; one that is not is
 * compared by its hash. A copy that nobody noted, as duplicity's, is read to its end. A cache: what is missing is made again. Not
 * thread-safe.
 *
 * <pre>
 * file bactrian-copies: text, for each copy a line of fields with blanks between them
 *   SHA-1 in hex, size, modification time and change time in nanoseconds since 1970, inode, name
 * </pre>
 */
public final class CopyNotes {
    private static final String FILE = "bactrian-copies";
    private static final long LARGEST_FILE = 64 << 20;
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{40}) (\\d+ -?\\d+ -?\\d+ \\d+) (\\S.*)");

    private final ArchiveDirectory archive;
    private final NameScheme names;
    private final Map<String, Note> notes = new TreeMap<>();
    private boolean changed;

    /** @param stamp size, times and inode as the line has them */
    private record Note(String sha1, String stamp) {
    }

    private CopyNotes(ArchiveDirectory archive, NameScheme names) {
        this.archive = archive;
        this.names = names;
    }

    /** What is noted; lines that make no sense are left out. @param names the copies' spelling */
    public static CopyNotes read(ArchiveDirectory archive, NameScheme names) throws IOException {
        CopyNotes copies = new CopyNotes(archive, names);
        Path file = archive.folder().resolve(FILE);
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= LARGEST_FILE) {
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
                Matcher found = LINE.matcher(line);
                if (found.matches()) {
                    copies.notes.put(found.group(3), new Note(found.group(1), found.group(2)));
                }
            }
        }
        return copies;
    }

    /**
     * What is wrong with a copy.
     *
     * @param file a name in the archive directory
     * @return empty if nothing is, or if the file is no copy of metadata
     */
    public Optional<String> fault(String file) throws IOException {
        ObjectName name = names.parse(file).filter(ObjectName::isReadableMetadata).orElse(null);
        if (name == null) {
            return Optional.empty();
        }
        Note note = notes.get(file);
        if (note == null) {
            return readable(name, file);
        }
        if (note.stamp().equals(stamp(file))) {
            return Optional.empty();
        }
        return note.sha1().equals(sha1(file)) ? Optional.empty() : Optional.of("it is not what was put there");
    }

    private Optional<String> readable(ObjectName name, String file) throws IOException {
        if (name.packing() == Packing.OPENPGP) {
            return Optional.empty(); // which proves itself when it is opened
        }
        try (InputStream in = Files.newInputStream(archive.folder().resolve(file))) {
            if (name.kind() == ObjectKind.MANIFEST) {
                ManifestReader.read(in, file, name.set());
            } else {
                archive.proving(name, new GZIPInputStream(in, 1 << 16), file).transferTo(OutputStream.nullOutputStream());
            }
            return Optional.empty();
        } catch (IOException | BactrianException e) {
            return Optional.of("it cannot be read: " + e.getMessage());
        }
    }

    /** Notes the copies that are new or were written anew by this run, and forgets those that are gone; with the archive directory's lock held. */
    public void noteAll(Collection<String> files) throws IOException {
        changed |= notes.keySet().retainAll(files);
        for (String file : files) {
            boolean copy = file.indexOf('\n') < 0 && names.parse(file).filter(ObjectName::isReadableMetadata).isPresent();
            if (copy && (!notes.containsKey(file) || !notes.get(file).stamp().equals(stamp(file)))) {
                notes.put(file, new Note(sha1(file), stamp(file)));
                changed = true;
            }
        }
        if (changed) {
            save();
        }
    }

    /** Forgets everything, so that the next run reads every copy: one was damaged in a way that shows only when it is read. */
    static void drop(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    private void save() throws IOException {
        try (PendingFile file = archive.write(FILE)) {
            for (Map.Entry<String, Note> line : notes.entrySet()) {
                file.write((line.getValue().sha1() + " " + line.getValue().stamp() + " " + line.getKey() + "\n")
                        .getBytes(StandardCharsets.UTF_8));
            }
            file.commit();
        }
        changed = false;
    }

    private String stamp(String file) throws IOException {
        Map<String, Object> values = Files.readAttributes(archive.folder().resolve(file), "unix:size,lastModifiedTime,ctime,ino",
                LinkOption.NOFOLLOW_LINKS);
        return values.get("size") + " " + nanos(values.get("lastModifiedTime")) + " " + nanos(values.get("ctime")) + " " + values.get("ino");
    }

    private static long nanos(Object time) {
        return ((FileTime) time).to(TimeUnit.NANOSECONDS);
    }

    private String sha1(String file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(archive.folder().resolve(file)),
                MessageDigest.getInstance("SHA-1"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
