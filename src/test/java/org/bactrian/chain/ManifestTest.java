package org.bactrian.chain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.EntryName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
    private static final String BLOCK = "    StartingPath   a  \n    EndingPath     b 3\n    Hash SHA1 00ff\n";

    private static Manifest read(String text) throws IOException {
        return ManifestReader.read(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), "M");
    }

    private static byte[] write(Manifest manifest, List<FileChange> changes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ManifestWriter writer = new ManifestWriter(out)) {
            if (manifest.hostname().isPresent()) {
                writer.header(manifest.hostname().get(), manifest.localDir().orElseThrow());
            }
            for (Manifest.Volume volume : manifest.volumes()) {
                writer.volume(volume);
            }
            if (manifest.filelistAnnounced().isPresent()) {
                writer.filelist(changes.size(), changes.iterator());
            }
        }
        return out.toByteArray();
    }

    @Test
    void goldenManifestsComeBackByteForByte() throws IOException {
        int seen = 0;
        for (Path file : Goldens.files()) {
            String name = file.getFileName().toString();
            boolean manifest = name.endsWith(".manifest") || name.endsWith(".m");
            if (!manifest || file.toString().contains("interrupted")) {
                continue;
            }
            byte[] bytes = Files.readAllBytes(file);
            List<FileChange> changes = new ArrayList<>();
            Manifest read = ManifestReader.read(new ByteArrayInputStream(bytes), name, changes::add);
            assertThat(read.filelistWhole()).isTrue();
            byte[] written = write(read, changes);
            // gpg's own remarks stand at the end of these three
            byte[] expected = file.toString().contains("pubkey/decrypted") ? Arrays.copyOf(bytes, written.length) : bytes;
            assertThat(Arrays.equals(written, expected)).as(file.toString()).isTrue();
            seen++;
        }
        assertThat(seen).isGreaterThan(25);
    }

    @Test
    void ofAResumedBackupTheLaterBlockCounts() throws IOException {
        String name = "duplicity-full.20240101T000000Z.manifest";
        Path file = Goldens.path("interrupted/remote/" + name);
        Manifest manifest = ManifestReader.read(Files.newInputStream(file), name);
        assertThat(manifest.volumes()).extracting(Manifest.Volume::number).containsExactly(1, 2, 3, 4);
        List<String> hashes = Files.readAllLines(file, ISO_8859_1).stream().filter(line -> line.contains("Hash")).toList();
        assertThat(hashes).hasSize(5);
        assertThat(hashes.get(2)).endsWith(manifest.volume(2).orElseThrow().hashHex());
    }

    @Test
    void readsTheManifestOfAnUnfinishedBackup() throws IOException {
        String name = "duplicity-full.20240101T000000Z.manifest.part";
        Manifest manifest = ManifestReader.readUnfinished(
                Files.newInputStream(Goldens.path("interrupted/archive-interrupted/" + name)), name);
        assertThat(manifest.volumes()).extracting(Manifest.Volume::number).containsExactly(1, 2);
        assertThat(manifest.filelistAnnounced()).isEmpty();
    }

    @Test
    void anUnfinishedManifestMayStopAnywhere() throws IOException {
        String whole = "Hostname h\nLocaldir \"a\\x20b\"\nVolume 1:\n" + BLOCK + "Volume 2:\n" + BLOCK;
        int endOfFirst = whole.indexOf("Volume 2");
        for (int cut = 0; cut <= whole.length(); cut++) {
            Manifest manifest = ManifestReader.readUnfinished(
                    new ByteArrayInputStream(whole.substring(0, cut).getBytes(ISO_8859_1)), "M");
            assertThat(manifest.volumes().size()).isEqualTo(cut == whole.length() ? 2 : cut >= endOfFirst ? 1 : 0);
        }
    }

    @Test
    void aCutOffManifestIsRefused() throws IOException {
        String whole = "Hostname h\nLocaldir d\nVolume 1:\n" + BLOCK;
        assertThat(read(whole).volumes()).hasSize(1);
        for (int cut = 0; cut < whole.length(); cut++) {
            String part = whole.substring(0, cut);
            assertThatThrownBy(() -> read(part)).as("cut at %d", cut).isInstanceOfSatisfying(BactrianException.class,
                    e -> assertThat(e.kind()).isEqualTo(ErrorKind.MANIFEST_UNREADABLE));
        }
    }

    @Test
    void readsFieldsInAnyCaseAndOrder() throws IOException {
        List<FileChange> changes = new ArrayList<>();
        String text = "hostname h\nFILELIST 2\n    new      \"sp\\x20ace\"\n    deleted  x\nVOLUME 1:\n    startingpath   .  \n    Future thing\n"
                + "    hash MD5 AA\n    endingpath     b 3\n    Hash SHA1 BB\n    Hash OTHER cc\nLOCALDIR a\n";
        Manifest manifest = ManifestReader.read(new ByteArrayInputStream(text.getBytes(ISO_8859_1)), "M", changes::add);
        assertThat(manifest.hostname()).contains("h");
        assertThat(manifest.localDir().orElseThrow()).asString().isEqualTo("a");
        assertThat(manifest.volumes()).containsExactly(new Manifest.Volume(1, EntryName.ROOT, OptionalLong.empty(),
                EntryName.of("b"), OptionalLong.of(3), "SHA1", "bb"));
        assertThat(changes).containsExactly(new FileChange(FileChange.Mark.NEW, EntryName.of("sp ace")),
                new FileChange(FileChange.Mark.DELETED, EntryName.of("x")));
        assertThat(manifest.filelistWhole()).isTrue();
    }

    @Test
    void numbersAboveTheLastBlocksAreDropped() throws IOException {
        String blocks = "Volume 1:\n" + BLOCK + "Volume 2:\n" + BLOCK + "Volume 3:\n" + BLOCK + "Volume 2:\n"
                + BLOCK.replace("00ff", "11");
        assertThat(read(blocks).volumes()).extracting(Manifest.Volume::hashHex).containsExactly("00ff", "11");
        assertThat(read(blocks + "Volume 3:\n" + BLOCK).volumes()).hasSize(3);
    }

    @Test
    void aShortFilelistIsNoted() throws IOException {
        assertThat(read("Volume 1:\n" + BLOCK + "Filelist 2\n    new      a\n").filelistWhole()).isFalse();
        assertThat(read("Volume 1:\n" + BLOCK).filelistWhole()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Volume 0:\n" + BLOCK, "Volume x:\n" + BLOCK, "Volume :\n" + BLOCK, "Volume\n" + BLOCK,
        "Volume 99999999999999999999:\n" + BLOCK, "Volume 2:\n" + BLOCK, "Hostname h\n", "",
        "Volume 1:\n    StartingPath   a  \n    Hash SHA1 00\n", "Volume 1:\n    Hash SHA1\n" + "    StartingPath a\n    EndingPath b\n"})
    void damageIsNamed(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOfSatisfying(BactrianException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.MANIFEST_UNREADABLE);
            assertThat(e).hasMessageStartingWith("The manifest M is damaged: ");
        });
    }

    @Test
    void anEndlessLineIsRefused() {
        assertThatThrownBy(() -> ManifestReader.read(new java.io.InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        }, "M")).isInstanceOf(BactrianException.class).hasMessageContaining("longer than");
    }

    @Test
    void findsTheVolumesOfAPath() {
        Manifest manifest = new Manifest(Optional.empty(), Optional.empty(), List.of(volume(3, "d/z", "x"), volume(1, "", "d"),
                volume(2, "d", "d/y")));
        assertThat(numbers(manifest, "d")).containsExactly(1, 2, 3);
        assertThat(numbers(manifest, "d/x")).containsExactly(2);
        assertThat(numbers(manifest, "d/zz")).containsExactly(3);
        assertThat(numbers(manifest, "d-e")).containsExactly(3);
        assertThat(numbers(manifest, "y")).isEmpty();
        assertThat(numbers(manifest, "")).containsExactly(1, 2, 3);
        assertThat(manifest.volume(3)).isPresent();
        assertThat(manifest.volume(4)).isEmpty();
    }

    @Property(tries = 500, seed = "20240101")
    void noVolumeThatHoldsAPathIsMissed(@ForAll("paths") EntryName start, @ForAll("paths") EntryName end,
            @ForAll("paths") EntryName entry, @ForAll("paths") EntryName prefix) {
        boolean holds = start.compareTo(entry) <= 0 && entry.compareTo(end) <= 0 && entry.startsWith(prefix);
        Manifest.Volume volume = new Manifest.Volume(1, start, OptionalLong.empty(), end, OptionalLong.empty(), "SHA1", "00");
        assertThat(!holds || volume.mayContain(prefix)).isTrue();
    }

    @Property(tries = 300, seed = "20240101")
    void anyManifestComesBack(@ForAll("manifests") Manifest manifest) throws IOException {
        byte[] bytes = write(manifest, List.of());
        Manifest read = ManifestReader.read(new ByteArrayInputStream(bytes), "M");
        assertThat(read.volumes()).isEqualTo(manifest.volumes());
        assertThat(read.hostname()).isEqualTo(manifest.hostname());
        assertThat(read.agreesWith(manifest)).isTrue();
    }

    @Property(tries = 500, seed = "20240101")
    void noBytesBreakTheReader(@ForAll byte[] bytes, @ForAll boolean afterBlock) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write((afterBlock ? "Volume 1:\n" + BLOCK : "Volume ").getBytes(ISO_8859_1));
        text.write(bytes);
        try {
            ManifestReader.read(new ByteArrayInputStream(text.toByteArray()), "M");
        } catch (BactrianException e) {
            assertThat(e.kind()).isEqualTo(ErrorKind.MANIFEST_UNREADABLE);
        }
    }

    @Test
    void manifestsAgreeByNumbersHostAndFolder() {
        Manifest one = new Manifest(Optional.of("h"), Optional.of(new byte[] {1}), List.of(volume(1, "a", "b")));
        assertThat(one.agreesWith(new Manifest(Optional.of("h"), Optional.of(new byte[] {1}), List.of(volume(1, "x", "y"))))).isTrue();
        assertThat(one.agreesWith(new Manifest(Optional.of("i"), Optional.of(new byte[] {1}), List.of(volume(1, "a", "b"))))).isFalse();
        assertThat(one.agreesWith(new Manifest(Optional.of("h"), Optional.of(new byte[] {2}), List.of(volume(1, "a", "b"))))).isFalse();
        assertThat(one.agreesWith(new Manifest(Optional.of("h"), Optional.of(new byte[] {1}), List.of()))).isFalse();
    }

    @Test
    void theWriterKeepsItsOrder() throws IOException {
        ManifestWriter writer = new ManifestWriter(new ByteArrayOutputStream());
        writer.volume(volume(1, "a", "b"));
        assertThatThrownBy(() -> writer.volume(volume(3, "a", "b"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writer.filelist(1, List.<FileChange>of().iterator())).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writer.volume(volume(2, "a", "b"))).isInstanceOf(IllegalStateException.class);
    }

    private static List<Integer> numbers(Manifest manifest, String path) {
        return manifest.volumesFor(EntryName.of(path)).stream().map(Manifest.Volume::number).toList();
    }

    private static Manifest.Volume volume(int number, String start, String end) {
        return new Manifest.Volume(number, EntryName.of(start), OptionalLong.empty(), EntryName.of(end), OptionalLong.of(2), "SHA1", "00");
    }

    @Provide
    Arbitrary<EntryName> paths() {
        return Arbitraries.strings().withChars("ab-").ofMinLength(1).ofMaxLength(2).list().ofMaxSize(3)
                .map(parts -> EntryName.of(String.join("/", parts)));
    }

    @Provide
    Arbitrary<Manifest> manifests() {
        Arbitrary<EntryName> names = Arbitraries.bytes().filter(b -> b != 0).array(byte[].class).ofMinSize(2).ofMaxSize(20).map(EntryName::of);
        Arbitrary<OptionalLong> blocks = Arbitraries.longs().between(1, 1L << 40).map(OptionalLong::of)
                .injectNull(0.5).map(b -> b == null ? OptionalLong.empty() : b);
        Arbitrary<byte[]> folders = Arbitraries.bytes().filter(b -> b != 0).array(byte[].class).ofMinSize(1).ofMaxSize(30);
        return Combinators.combine(names.list().ofMinSize(2).ofMaxSize(12), blocks, folders).as((entries, block, folder) -> {
            List<Manifest.Volume> volumes = new ArrayList<>();
            for (int i = 0; i + 1 < entries.size(); i++) {
                volumes.add(new Manifest.Volume(i + 1, entries.get(i), block, entries.get(i + 1), OptionalLong.empty(), "SHA1", "ab" + i));
            }
            return new Manifest(Optional.of("host"), Optional.of(folder), volumes);
        });
    }
}
