package org.bactrian.chain.archive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.bactrian.chain.SetId;

/**
 * What a backup noted of itself while it ran, for the run after it if it does not come to its end: which set it makes, each
 * volume before it goes to the store, and that the store has it. Lines that stand on their own ({@link JournalLine}); reading ends
 * at the first that is damaged or cut short. Immutable; {@link JournalWriter} writes it.
 */
public final class Journal {
    private final Begin begin;
    private final List<JournalVolume> volumes;
    private final SealedManifest manifest;

    /**
     * The set.
     *
     * @param set         its times
     * @param firstObject name of its first volume, which shows how names are written and volumes packed
     * @param filesListed whether changed files are listed in the manifest
     * @param seal        a few bytes sealed as the volumes are, in base64, to find out whether a later run has the same keys or
     *                    passphrase; empty if nothing is encrypted
     */
    public record Begin(SetId set, String firstObject, boolean filesListed, String seal) {
        /** @throws NullPointerException if something is missing */
        public Begin {
            Objects.requireNonNull(set, "set");
            Objects.requireNonNull(firstObject, "firstObject");
            Objects.requireNonNull(seal, "seal");
        }
    }

    /**
     * The manifest, as it goes to the store.
     *
     * @param object its name there
     * @param md5    of its sealed bytes, lower-case hex
     * @param length of its sealed bytes
     */
    public record SealedManifest(String object, String md5, long length) {
    }

    private Journal(Begin begin, List<JournalVolume> volumes, SealedManifest manifest) {
        this.begin = begin;
        this.volumes = List.copyOf(volumes);
        this.manifest = manifest;
    }

    /** Reads a journal; empty if there is none, or if not even its beginning can be read. */
    public static Optional<Journal> read(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Files.newInputStream(file),
                StandardCharsets.ISO_8859_1))) {
            Optional<JournalLine> first = next(lines);
            return first.isPresent() && first.get().word().equals("set") ? Optional.of(read(first.get().readBegin(), lines))
                    : Optional.empty();
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<JournalLine> next(BufferedReader lines) throws IOException {
        String line = lines.readLine();
        return line == null ? Optional.empty() : JournalLine.read(line);
    }

    private static Journal read(Begin begin, BufferedReader lines) throws IOException {
        TreeMap<Integer, JournalVolume> volumes = new TreeMap<>();
        SealedManifest manifest = null;
        for (Optional<JournalLine> line = next(lines); line.isPresent(); line = next(lines)) {
            switch (line.get().word()) {
                case "sealed" -> {
                    JournalVolume volume = line.get().readSealed();
                    volumes.put(volume.number(), volume);
                }
                case "stored" -> volumes.computeIfPresent((int) line.get().number(), (number, volume) -> volume.stored());
                case "manifest" -> manifest = line.get().readManifest();
                default -> throw new IllegalArgumentException("no line of a journal");
            }
        }
        return new Journal(begin, fromFirst(volumes), manifest);
    }

    /** Volumes are noted as they are sealed; what follows one that was not cannot be used. */
    private static List<JournalVolume> fromFirst(TreeMap<Integer, JournalVolume> volumes) {
        List<JournalVolume> first = new ArrayList<>();
        for (JournalVolume volume : volumes.values()) {
            if (volume.number() != first.size() + 1) {
                break;
            }
            first.add(volume);
        }
        return first;
    }

    /** The set. */
    public Begin begin() {
        return begin;
    }

    /** The volumes noted, by number, from the first one without a gap. */
    public List<JournalVolume> volumes() {
        return volumes;
    }

    /** The manifest, if it was about to be stored: then all else is whole. */
    public Optional<SealedManifest> manifest() {
        return Optional.ofNullable(manifest);
    }
}
