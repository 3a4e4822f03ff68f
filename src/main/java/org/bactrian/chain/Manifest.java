package org.bactrian.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.bactrian.source.EntryName;

/**
 * A manifest without its Filelist, which can be as long as the source has files: {@link ManifestReader} hands that out
 * line by line. Immutable.
 *
 * <table>
 * <caption>the file, lines ending in LF (spec 2.1)</caption>
 * <tr><td>{@code Hostname H}</td><td>bare host name; missing in manifests made by replicate</td></tr>
 * <tr><td>{@code Localdir P}</td><td>the source as typed, quoted; missing as above</td></tr>
 * <tr><td>{@code Lease N}, {@code Slot T}, {@code Set S}, {@code Signatures SHA256 X}</td><td>ours: {@link Provenance}; duplicity passes
 * over them</td></tr>
 * <tr><td>{@code Volume N:}</td><td>one block a volume, N from 1</td></tr>
 * <tr><td>{@code ....StartingPath...P.B}</td><td>quoted path (root: a dot), a space, the piece's number or another space</td></tr>
 * <tr><td>{@code ....EndingPath.....P.B}</td><td>likewise</td></tr>
 * <tr><td>{@code ....Hash SHA1 X}</td><td>lower-case hex, of the volume as stored</td></tr>
 * <tr><td>{@code Filelist N}</td><td>then N lines {@code ....MARK...P}, the mark padded to 9; comes last, or before the volumes</td></tr>
 * </table>
 */
public final class Manifest {
    private final String hostname;
    private final byte[] localDir;
    private final List<Volume> volumes;
    private final OptionalLong filelistAnnounced;
    private final long filelistRead;
    private final SetTies ties;

    /**
     * One volume.
     *
     * @param number     from 1
     * @param start      name of the first entry
     * @param startBlock number of its piece from 1, if it is a piece and not the last of its file
     * @param end        name of the last entry
     * @param endBlock   as {@code startBlock}, for the last entry
     * @param hashType   {@code SHA1}, or what an old manifest says
     * @param hashHex    lower-case hex of the stored volume's hash
     */
    public record Volume(int number, EntryName start, OptionalLong startBlock, EntryName end, OptionalLong endBlock,
            String hashType, String hashHex) {
        /** @throws IllegalArgumentException if the number is not positive */
        public Volume {
            Objects.requireNonNull(start, "start");
            Objects.requireNonNull(startBlock, "startBlock");
            Objects.requireNonNull(end, "end");
            Objects.requireNonNull(endBlock, "endBlock");
            Objects.requireNonNull(hashType, "hashType");
            Objects.requireNonNull(hashHex, "hashHex");
            if (number < 1) {
                throw new IllegalArgumentException("volume number " + number);
            }
        }

        /** Whether an entry of that name, or one below it, can be in this volume. */
        public boolean mayContain(EntryName prefix) {
            return end.compareTo(prefix) >= 0 && (start.compareTo(prefix) <= 0 || start.startsWith(prefix));
        }
    }

    /**
     * @param hostname empty if unknown
     * @param localDir raw bytes of the source's path; empty if unknown
     * @param volumes  in any order, each number once
     */
    public Manifest(Optional<String> hostname, Optional<byte[]> localDir, List<Volume> volumes) {
        this(hostname.orElse(null), localDir.map(byte[]::clone).orElse(null), volumes, OptionalLong.empty(), 0, SetTies.NONE);
    }

    Manifest(String hostname, byte[] localDir, List<Volume> volumes, OptionalLong filelistAnnounced, long filelistRead, SetTies ties) {
        this.hostname = hostname;
        this.localDir = localDir;
        List<Volume> sorted = new ArrayList<>(volumes);
        sorted.sort(Comparator.comparingInt(Volume::number));
        this.volumes = List.copyOf(sorted);
        this.filelistAnnounced = filelistAnnounced;
        this.filelistRead = filelistRead;
        this.ties = ties;
    }

    /** The host the set was made on. */
    public Optional<String> hostname() {
        return Optional.ofNullable(hostname);
    }

    /** The source as typed, raw bytes (a copy). */
    public Optional<byte[]> localDir() {
        return Optional.ofNullable(localDir).map(byte[]::clone);
    }

    /** Which set's manifest it is, and what signatures that set has, as far as it says so. */
    public SetTies ties() {
        return ties;
    }

    /** By number, ascending. */
    public List<Volume> volumes() {
        return volumes;
    }

    /** The volume of that number. */
    public Optional<Volume> volume(int number) {
        int low = 0;
        int high = volumes.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int found = volumes.get(middle).number();
            if (found == number) {
                return Optional.of(volumes.get(middle));
            }
            low = found < number ? middle + 1 : low;
            high = found < number ? high : middle - 1;
        }
        return Optional.empty();
    }

    /** The volumes in which an entry of that name, or one below it, can be; by number. */
    public List<Volume> volumesFor(EntryName prefix) {
        return volumes.stream().filter(volume -> volume.mayContain(prefix)).toList();
    }

    /** The first number between 1 and the highest that no block has: a damaged manifest. */
    public OptionalInt firstGap() {
        for (int i = 0; i < volumes.size(); i++) {
            if (volumes.get(i).number() != i + 1) {
                return OptionalInt.of(i + 1);
            }
        }
        return OptionalInt.empty();
    }

    /** How many files the Filelist says it has; empty if there is none (before 0.7.03, or replicated). */
    public OptionalLong filelistAnnounced() {
        return filelistAnnounced;
    }

    /** Whether the Filelist, if there is one, has as many lines as it says. The volumes do not depend on it. */
    public boolean filelistWhole() {
        return filelistAnnounced.isEmpty() || filelistAnnounced.getAsLong() == filelistRead;
    }

    /**
     * Whether two manifests of one set agree by duplicity's rule (spec 2.4): the same volume numbers, host and source
     * directory. Hashes and paths are not compared, for the cached one of a resumed backup may be older.
     */
    public boolean agreesWith(Manifest other) {
        return Objects.equals(hostname, other.hostname) && Arrays.equals(localDir, other.localDir)
                && volumes.stream().map(Volume::number).toList().equals(other.volumes.stream().map(Volume::number).toList());
    }
}
