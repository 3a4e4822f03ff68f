package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bactrian.volume.Tars.blocks;
import static org.bactrian.volume.Tars.extended;
import static org.bactrian.volume.Tars.header;
import static org.bactrian.volume.Tars.join;
import static org.bactrian.volume.Tars.pax;
import static org.bactrian.volume.Tars.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bactrian.error.ErrorKind;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Archives that no backup made, with right hashes: each is refused with the name of the volume or of the path, or what is in it stays
 * within the folder that is restored to, and what is wrong with one entry leaves the others alone.
 */
class HostileArchiveTest extends BadInput {
    private static final int TYPE = 156;
    private static final int LINK = 157;
    private static final byte[] ROOT = with(with(header("snapshot/", 0), TYPE, "5"), 100, "0000755\0");
    private Forgery forgery;
    private Path outside;

    @BeforeEach
    void makeStore() throws IOException {
        forgery = new Forgery(store);
        outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("file"), "not of the target");
    }

    private static byte[] file(String path, String content) {
        return join(header("snapshot/" + path, content.length()), blocks(content));
    }

    private static byte[] link(char type, String path, String to) {
        return with(with(header("snapshot/" + path, 0), TYPE, String.valueOf(type)), LINK, to);
    }

    /** A file whose path stands in an extended header. */
    private static byte[] named(String path, String content) {
        return join(extended('x', pax("path", "snapshot/" + path)), header("snapshot/long", content.length()), blocks(content));
    }

    private Program.Result restore(byte[]... entries) throws IOException {
        forgery.set(Forgery.FULL, join(entries));
        Program.Result result = target.restore(restored);
        assertThat(outside).isDirectoryContaining(path -> path.endsWith("file"));
        assertThat(outside.resolve("file")).hasContent("not of the target");
        assertThat(list(outside)).containsExactly("file");
        assertThat(list(temp)).containsOnly("outside", "restored", "source", "store", "archive");
        return result;
    }

    private static List<String> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void assertRefused(Program.Result result, String named) {
        expect(result, ErrorKind.HASH_MISMATCH, named);
        assertThat(result.text()).contains("volume 1 of the full of 20240101T000000Z");
    }

    @Test
    void aFileThroughALinkOfTheArchive() throws IOException {
        restore(ROOT, link('2', "a", outside.toString()), file("a/file", "through the link"), file("b", "fine"));
        assertThat(restored.resolve("b")).hasContent("fine");
        assertThat(Files.isSymbolicLink(restored.resolve("a")) && Files.exists(restored.resolve("a/file"), LinkOption.NOFOLLOW_LINKS)
                && Files.readString(outside.resolve("file")).contains("through")).isFalse();
    }

    /** The name is once a link and once a file; a file written over a link must not go where it leads. */
    @Test
    void aFileOverALinkOfTheArchive() throws IOException {
        restore(ROOT, link('2', "a", outside.resolve("file").toString()), file("a", "over the link"));
    }

    @Test
    void aHardLinkIsNothingThatABackupHas() throws IOException {
        assertRefused(restore(ROOT, file("a", "fine"), link('1', "b", outside.resolve("file").toString())), "tar type 49");
        assertThat(restored.resolve("b")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(chars = {'3', '4'})
    void aDeviceWithImpossibleNumbers(char type) throws IOException {
        byte[] device = with(link(type, "device", ""), 329, "7777777\0");
        restore(ROOT, device, file("z", "fine"));
        assertThat(restored.resolve("z")).hasContent("fine");
    }

    /** A component that no file system takes, in a path of bearable length, fails alone. */
    @Test
    void aComponentTooLongForTheFileSystem() throws IOException {
        Program.Result result = restore(ROOT, file("a", "fine"), named("n".repeat(4000), "too long"), file("z", "fine"));
        assertThat(result.exitCode()).isEqualTo(ErrorKind.ENTRIES_LEFT_OUT.exitCode());
        assertThat(result.lines()).anyMatch(line -> line.startsWith("Error restoring nnnn"));
        assertThat(list(restored)).containsExactly("a", "z");
    }

    @Test
    void aComponentOf64KiB() throws IOException {
        assertRefused(restore(ROOT, file("a", "fine"), named("n".repeat(65_536), "too long")), "path of more than");
        assertThat(list(restored)).isSubsetOf("a");
    }

    /** To hold each of its parents by name took all memory once. */
    @ParameterizedTest
    @ValueSource(ints = {3000, 131_072})
    void aPathOfThousandsOfFolders(int depth) throws IOException {
        assertRefused(restore(ROOT, file("a", "fine"), named("d/".repeat(depth) + "f", "too deep")), "path of more than");
    }

    @Test
    void aPathLongerThanAnyHeaderMayBe() throws IOException {
        assertRefused(restore(ROOT, named("d/".repeat(600_000) + "f", "too deep")), "extended headers of more than");
    }

    /** Twins on a file system that makes no difference between them would be one file; here they are two, and never outside. */
    @Test
    void twinsByCase() throws IOException {
        restore(ROOT, link('2', "Dir", outside.toString()), with(header("snapshot/dir/", 0), TYPE, "5"), file("dir/file", "twin")).expectSuccess();
        assertThat(restored.resolve("dir/file")).hasContent("twin");
        assertThat(restored.resolve("Dir")).isSymbolicLink();
    }

    @Test
    void aNewlineAndControlCharactersInAName() throws IOException {
        String name = "a\n2024-01-01 ERROR forged line\u001b[2J";
        restore(ROOT, named(name, "content")).expectSuccess();
        assertThat(restored.resolve(name)).hasContent("content");
    }

    @Test
    void aZeroByteInAName() throws IOException {
        assertRefused(restore(ROOT, named("a\0b", "content")), "volume 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside/file", "a/../../outside/file", "/etc/bactrian-was-here", "a//b", "./a"})
    void aPathThatLeadsOut(String path) throws IOException {
        assertRefused(restore(ROOT, named(path, "evil")), "volume 1");
        assertThat(Path.of("/etc/bactrian-was-here")).doesNotExist();
    }

    /** The header says more than there is. */
    @ParameterizedTest
    @ValueSource(strings = {"00000077777\0", "77777777777\0"})
    void aSizeThatLies(String size) throws IOException {
        assertRefused(restore(ROOT, file("a", "fine"), with(file("b", "short"), 124, size), file("c", "hidden")), "volume 1");
        assertThat(list(restored)).isSubsetOf("a");
    }

    /** Base-256 and pax numbers beyond what any file has, and below zero. */
    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "-1", "99999999999999999999999"})
    void aSizeThatNoFileHas(String size) throws IOException {
        assertRefused(restore(ROOT, extended('x', pax("size", size)), file("b", "short")), "volume 1");
        assertThat(list(restored)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 3", "2 1", "1 1", "1 0", "1 999999999", "1 9999999999"})
    void piecesThatLie(String numbers) throws IOException {
        String[] each = numbers.split(" ");
        Program.Result result = restore(ROOT, piece(each[0]), piece(each[1]), file("z", "last"));
        assertThat(result.failure()).as(result.text()).isNotNull();
        assertThat(result.exitCode()).isEqualTo(ErrorKind.HASH_MISMATCH.exitCode());
        assertThat(result.text()).contains("full of 20240101T000000Z");
        assertThat(Files.exists(restored.resolve("big"))).isFalse();
    }

    /** A piece that is not the last is full (spec 3.3), so that only a wrong number is wrong here. */
    private static byte[] piece(String number) {
        String content = "x".repeat(65_536);
        return join(header("multivol_snapshot/big/" + number, content.length()), blocks(content));
    }

    /** Copies of more than the base has, from behind its end, and of impossible lengths. */
    @ParameterizedTest
    @ValueSource(strings = {"720236" + "45000100" + "00", "720236" + "450007" + "00", "720236" + "4fffffffffffff000000000010" + "00",
        "720236" + "54" + "ffffffff" + "ffffffff" + "ffffffff" + "ffffffff" + "00"})
    void aDeltaThatCopiesBeyondTheBase(String hex) throws IOException {
        byte[] delta = HexFormat.of().parseHex(hex);
        forgery.set(Forgery.INCREMENT, join(ROOT, header("diff/b", delta.length), Arrays.copyOf(delta, 512)));
        Program.Result result = restore(ROOT, file("a", "fine"), file("b", "base"), file("c", "fine"));
        expect(result, ErrorKind.GENERAL, "the change of b");
        assertThat(list(restored)).isSubsetOf("a");
    }

    @Test
    void aDeltaOfWhatIsNoFile() throws IOException {
        byte[] delta = HexFormat.of().parseHex("72023600");
        forgery.set(Forgery.INCREMENT, join(ROOT, header("diff/a", delta.length), Arrays.copyOf(delta, 512)));
        Program.Result result = restore(ROOT, link('2', "a", outside.resolve("file").toString()), file("b", "fine"));
        assertThat(result.exitCode()).as(result.text()).isNotZero();
        assertThat(result.text()).contains("a");
    }
}
