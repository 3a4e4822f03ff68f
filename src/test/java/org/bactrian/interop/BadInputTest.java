package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest.Mode;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a user, a disk or a stranger can get wrong: each ends with one message that names the thing, the exit code that
 * duplicity has for it, nothing half done under a real name, and the sets from before as they were.
 */
@Timeout(60)
class BadInputTest {
    private static final Instant TIME_0 = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TIME_1 = Instant.parse("2024-01-02T00:00:00Z");
    private static final String FULL = "duplicity-full.20240101T000000Z.";
    private static final String INCREMENT = "duplicity-inc.20240101T000000Z.to.20240102T000000Z.";
    private static final String FULL_SIGNATURES = "duplicity-full-signatures.20240101T000000Z.sigtar.gz";
    private static Program program;

    @TempDir
    Path temp;

    private Path source;
    private Path store;
    private Path restored;
    private Backups target;

    @BeforeAll
    static void start() {
        program = Program.start();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void makeSource() throws IOException {
        source = Files.createDirectory(temp.resolve("source"));
        store = temp.resolve("store");
        restored = temp.resolve("restored");
        target = program.at("file://" + store, temp.resolve("archive"));
        Files.writeString(source.resolve("a"), "first\n");
        Files.write(source.resolve("b"), noise(300_000));
        Files.writeString(source.resolve("c"), "last\n");
    }

    // ---- the source

    @Test
    void aSourceThatIsNotThere() {
        Program.Result result = target.backup(temp.resolve("no-such"));
        expect(result, ErrorKind.SOURCE_MISSING, "no-such");
        assertThat(store).doesNotExist();
    }

    @Test
    void aSourceThatWentAwayKeepsItsChain() throws IOException {
        target.time(TIME_0).backup(source).expectSuccess();
        TreeListing before = TreeListing.of(source);
        Map<String, String> stored = objects();
        Files.move(source, temp.resolve("elsewhere"));
        expect(target.time(TIME_1).backup(source), ErrorKind.SOURCE_MISSING, source.toString());
        assertThat(objects()).isEqualTo(stored);
        target.restore(restored).expectSuccess();
        assertThat(TreeListing.of(restored).differencesFrom(before)).isEmpty();
    }

    @Test
    void aFileThatShrinksWhileItIsRead() throws IOException {
        Program.Result result = target.time(TIME_0).listening(line -> {
            if (line.equals("A b")) {
                write(source.resolve("b"), new byte[10]);
            }
        }).backup(source);
        assertThat(result.text()).contains("b changed while it was read");
        assertThat(result.failure()).isNull();
        target.restore(restored).expectSuccess();
        assertThat(Files.size(restored.resolve("b"))).isBetween(10L, 299_999L);
        assertThat(Files.readString(restored.resolve("c"))).isEqualTo("last\n");
        assertNextIncrementIsTrue();
    }

    @Test
    void aFileThatGrowsWhileItIsRead() throws IOException {
        target.time(TIME_0).listening(line -> {
            if (line.equals("A b")) {
                write(source.resolve("b"), noise(900_000));
            }
        }).backup(source).expectSuccess();
        target.restore(restored).expectSuccess();
        assertThat(Files.size(restored.resolve("b"))).isGreaterThan(299_999L);
        assertNextIncrementIsTrue();
    }

    @Test
    void aFileThatVanishesBeforeItIsRead() throws IOException {
        Program.Result result = target.time(TIME_0).listening(line -> {
            if (line.equals("A a")) {
                remove(source.resolve("b"));
            }
        }).backup(source);
        assertThat(result.text()).contains("b");
        assertThat(result.failure()).isNull();
        target.restore(restored).expectSuccess();
        assertThat(restored.resolve("b")).doesNotExist();
        assertThat(Files.readString(restored.resolve("c"))).isEqualTo("last\n");
        assertNextIncrementIsTrue();
    }

    private void assertNextIncrementIsTrue() throws IOException {
        TreeListing now = TreeListing.of(source);
        target.time(TIME_1).backup(source).expectSuccess();
        target.restore(temp.resolve("next")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("next")).differencesFrom(now)).isEmpty();
    }

    @Test
    void aSocketIsSaidAndLeftOut() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(source.resolve("socket")));
            Program.Result result = target.backup(source).expectSuccess();
            assertThat(result.lines()).anyMatch(line -> line.startsWith("Skipping socket ") && line.endsWith("socket"));
        }
        target.restore(restored).expectSuccess();
        assertThat(restored.resolve("socket")).doesNotExist();
        assertThat(restored.resolve("c")).exists();
    }

    // ---- the target

    @ParameterizedTest
    @ValueSource(strings = {"gopher://host/x", "s3://bucket"})
    void aSchemeWithoutRoutes(String url) {
        Program.Result result = program.at(url, temp.resolve("archive")).backup(source);
        expect(result, ErrorKind.USER_ERROR, url);
    }

    @Test
    void aStoreThatIsNotThereIsNotMadeByARestore() {
        expect(target.restore(restored), ErrorKind.STORE_NOT_FOUND, store.toString());
        assertThat(store).doesNotExist();
        assertThat(restored).doesNotExist();
    }

    @Test
    void anEmptyStore() throws IOException {
        Files.createDirectory(store);
        expect(target.restore(restored), ErrorKind.NOTHING_TO_RESTORE, "no backup");
        assertThat(restored).doesNotExist();
    }

    @Test
    void aFolderThatIsNotEmpty() throws IOException {
        target.backup(source).expectSuccess();
        Files.createDirectory(restored);
        Files.writeString(restored.resolve("mine"), "mine");
        expect(target.restore(restored), ErrorKind.RESTORE_TARGET_EXISTS, restored.toString());
        assertThat(restored.resolve("a")).doesNotExist();
        target.force().restore(restored).expectSuccess();
        assertThat(Files.readString(restored.resolve("a"))).isEqualTo("first\n");
        assertThat(restored.resolve("mine")).exists();
    }

    // ---- passphrases

    @Test
    void aWrongPassphraseOnRestore() {
        target.passphrase("right").backup(source).expectSuccess();
        Backups stranger = program.at("file://" + store, temp.resolve("other-archive"));
        expect(stranger.passphrase("wrong").restore(restored), ErrorKind.SEAL_FAILED, "duplicity-full");
        assertThat(restored).doesNotExist();
        // with the metadata at hand already, only the volumes tell
        expect(target.passphrase("wrong").restore(restored), ErrorKind.SEAL_FAILED, "vol1");
        assertThat(restored.resolve("a")).doesNotExist();
    }

    @ParameterizedTest(name = "other archive directory: {0}")
    @ValueSource(booleans = {false, true})
    void aMistypedPassphraseOnAnIncrement(boolean elsewhere) throws IOException {
        target.passphrase("right").time(TIME_0).backup(source).expectSuccess();
        Map<String, String> stored = objects();
        Files.writeString(source.resolve("a"), "changed\n");
        Backups again = elsewhere ? program.at("file://" + store, temp.resolve("other-archive")) : target;
        Program.Result result = again.passphrase("rihgt").time(TIME_1).backup(source);
        expect(result, ErrorKind.SEAL_FAILED, "duplicity-full");
        assertThat(result.lines()).noneMatch(line -> line.matches("[AMD] .*"));
        assertThat(objects()).isEqualTo(stored);
        again.passphrase("right").time(TIME_1).backup(source).expectSuccess();
    }

    // ---- damage on the store

    @ParameterizedTest(name = "sealed: {0}")
    @ValueSource(booleans = {false, true})
    void aFlippedByteInAVolume(boolean sealed) throws IOException {
        Backups backups = target.passphrase(sealed ? "pass" : null).volumes(1);
        backups.time(TIME_0).backup(source).expectSuccess();
        String second = FULL + "vol2.difftar" + (sealed ? ".gpg" : ".gz");
        edit(store.resolve(second), bytes -> {
            bytes[bytes.length / 2] ^= 1;
            return bytes;
        });
        expect(backups.restore(restored), ErrorKind.HASH_MISMATCH, second);
        assertOnlyWholeFiles();
    }

    @Test
    void aMissingVolumeIsSaidBeforeAnythingIsWritten() throws IOException {
        target.time(TIME_0).backup(source).expectSuccess();
        target.time(TIME_1).backup(source).expectSuccess();
        Files.delete(store.resolve(INCREMENT + "vol1.difftar.gz"));
        expect(target.restore(restored), ErrorKind.STORE_NOT_FOUND, INCREMENT + "vol1");
        assertThat(restored).doesNotExist();
        target.time(TIME_0).restore(restored).expectSuccess();
    }

    @ParameterizedTest
    @CsvSource({"manifest, 0.3", "manifest, 0.7", "manifest, 0"})
    void aManifestCutShort(String what, double part) throws IOException {
        Backups backups = target.volumes(1);
        backups.time(TIME_0).backup(source).expectSuccess();
        edit(store.resolve(FULL + what), bytes -> Arrays.copyOf(bytes, (int) (bytes.length * part)));
        Backups stranger = program.at("file://" + store, temp.resolve("other-archive"));
        Program.Result result = stranger.restore(restored);
        expect(result, ErrorKind.MANIFEST_UNREADABLE, FULL + what);
        assertThat(restored).doesNotExist();
        // with the archive directory at hand nothing is lost
        backups.restore(restored).expectSuccess();
        assertThat(TreeListing.of(restored).differencesFrom(TreeListing.of(source))).isEmpty();
    }

    @Test
    void aManifestThatIsGone() throws IOException {
        target.time(TIME_0).backup(source).expectSuccess();
        Files.delete(store.resolve(FULL + "manifest"));
        expect(target.restore(restored), ErrorKind.NOTHING_TO_RESTORE, "no backup");
        assertThat(restored).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "x/../../evil", "..", "/evil", "x/./../../evil"})
    void aNameThatLeadsOut(String name) throws Exception {
        target.time(TIME_0).backup(source).expectSuccess();
        byte[] volume = tar(Map.of("snapshot/x", "fine", "snapshot/" + name, "evil"));
        Files.write(store.resolve(FULL + "vol1.difftar.gz"), volume);
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(volume));
        for (Path manifest : List.of(store.resolve(FULL + "manifest"), target.archive().resolve(FULL + "manifest"))) {
            Files.writeString(manifest, Files.readString(manifest).replaceAll("SHA1 [0-9a-f]+", "SHA1 " + hash));
        }
        Program.Result result = target.restore(Files.createDirectories(temp.resolve("deep/deeper")).resolve("restored"));
        assertThat(result.exitCode()).as(result.text()).isNotZero();
        assertThat(result.text()).contains("vol");
        try (Stream<Path> all = Files.walk(temp)) {
            assertThat(all).noneMatch(path -> path.endsWith("evil") && !path.toString().contains("deep/deeper/restored/"));
        }
        assertThat(Path.of("/evil")).doesNotExist();
    }

    private static byte[] tar(Map<String, String> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, String> entry : new TreeMap<>(entries).descendingMap().entrySet()) {
                TarArchiveEntry header = new TarArchiveEntry(entry.getKey(), true);
                header.setSize(entry.getValue().length());
                tar.putArchiveEntry(header);
                tar.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    // ---- clocks

    @Test
    void twoSetsInTheSameSecond() throws IOException {
        target.time(TIME_0).backup(source, Mode.FULL).expectSuccess();
        TreeListing first = TreeListing.of(source);
        Map<String, String> stored = objects();
        Files.writeString(source.resolve("a"), "changed in the same second\n");
        target.time(TIME_0).backup(source).expectSuccess();
        target.time(TIME_0).backup(source, Mode.FULL).expectSuccess();
        assertThat(objects()).containsAllEntriesOf(stored).hasSize(9);
        target.time(TIME_0).restore(restored).expectSuccess();
        assertThat(TreeListing.of(restored).differencesFrom(first)).isEmpty();
        target.restore(temp.resolve("last")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("last")).differencesFrom(TreeListing.of(source))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTO", "FULL"})
    void aClockThatWentBack(Mode mode) throws IOException {
        target.time(TIME_1).backup(source).expectSuccess();
        Map<String, String> stored = objects();
        expect(target.time(TIME_0).backup(source, mode), ErrorKind.USER_ERROR, "2024-01-02");
        assertThat(objects()).isEqualTo(stored);
    }

    // ---- the chain

    @Test
    void anIncrementWithoutAChain() {
        expect(target.backup(source, Mode.INCREMENTAL), ErrorKind.NO_CHAIN_FOR_INCREMENT, "incremental");
    }

    @Test
    void signaturesThatAreGone() throws IOException {
        target.time(TIME_0).backup(source).expectSuccess();
        TreeListing first = TreeListing.of(source);
        Files.delete(store.resolve(FULL_SIGNATURES));
        Files.delete(target.archive().resolve(FULL_SIGNATURES));
        expect(target.time(TIME_1).backup(source, Mode.INCREMENTAL), ErrorKind.NO_CHAIN_FOR_INCREMENT, "signatures");
        target.restore(restored).expectSuccess();
        assertThat(TreeListing.of(restored).differencesFrom(first)).isEmpty();
        assertThat(target.time(TIME_1).backup(source).expectSuccess().lines())
                .contains("No signatures found, switching to full backup.");
    }

    @ParameterizedTest(name = "cut: {0}")
    @ValueSource(booleans = {false, true})
    void damagedSignaturesOnTheStoreAreTakenForMissing(boolean cut) throws IOException {
        target.time(TIME_0).backup(source).expectSuccess();
        damage(store.resolve(FULL_SIGNATURES), cut);
        Map<String, String> damaged = objects();
        Backups stranger = program.at("file://" + store, temp.resolve("other-archive"));
        Program.Result restore = stranger.restore(restored).expectSuccess();
        assertThat(restore.lines()).anyMatch(line -> line.contains(FULL_SIGNATURES) && line.contains("no increment can be added"));
        assertThat(TreeListing.of(restored).differencesFrom(TreeListing.of(source))).isEmpty();
        expect(stranger.time(TIME_1).backup(source, Mode.INCREMENTAL), ErrorKind.NO_CHAIN_FOR_INCREMENT, "signatures");
        assertThat(objects()).isEqualTo(damaged);
        assertThat(stranger.time(TIME_1).backup(source).expectSuccess().lines())
                .contains("No signatures found, switching to full backup.");
        stranger.time(TIME_1.plusSeconds(9)).backup(source, Mode.INCREMENTAL).expectSuccess();
    }

    @ParameterizedTest(name = "cut: {0}")
    @ValueSource(booleans = {false, true})
    void damagedSignaturesInTheArchiveDirectoryAreSaid(boolean cut) throws IOException {
        target.time(TIME_0).backup(source).expectSuccess();
        Files.writeString(source.resolve("a"), "changed\n");
        Path kept = target.archive().resolve(FULL_SIGNATURES);
        damage(kept, cut);
        Program.Result result = target.time(TIME_1).backup(source);
        expect(result, ErrorKind.BAD_ARCHIVE_DIR, kept.toString());
        assertThat(result.failure().guidance()).contains("Delete it");
        assertThat(objects().keySet()).noneMatch(name -> name.startsWith("duplicity-inc") && name.contains("manifest"));
        Files.delete(kept);
        target.time(TIME_1).backup(source, Mode.INCREMENTAL).expectSuccess();
        target.restore(restored).expectSuccess();
        assertThat(TreeListing.of(restored).differencesFrom(TreeListing.of(source))).isEmpty();
    }

    private static void damage(Path file, boolean cut) {
        edit(file, bytes -> {
            bytes[bytes.length / 2] ^= 0x10;
            return cut ? Arrays.copyOf(bytes, bytes.length / 2) : bytes;
        });
    }

    @Test
    void anIncrementOfAnotherFolder() throws IOException {
        target.time(TIME_0).backup(source).expectSuccess();
        Path other = Files.createDirectory(temp.resolve("other"));
        Map<String, String> stored = objects();
        Program.Result result = target.time(TIME_1).backup(other);
        expect(result, ErrorKind.SOURCE_DIR_CHANGED, "Current directory: " + other);
        assertThat(result.text()).contains("previous directory: " + source).contains("--allow-source-mismatch");
        assertThat(result.lines()).noneMatch(line -> line.matches("[AMD] .*"));
        assertThat(objects()).isEqualTo(stored);
        target.allowSourceMismatch().time(TIME_1).backup(other).expectSuccess();
    }

    @Test
    void anIncrementOnAnotherHost() throws IOException {
        target.time(TIME_0).backup(source).expectSuccess();
        for (Path manifest : List.of(store.resolve(FULL + "manifest"), target.archive().resolve(FULL + "manifest"))) {
            Files.writeString(manifest, Files.readString(manifest).replaceFirst("Hostname .*", "Hostname elsewhere"));
        }
        Map<String, String> stored = objects();
        expect(target.time(TIME_1).backup(source), ErrorKind.SOURCE_HOST_CHANGED, "previous hostname: elsewhere");
        assertThat(objects()).isEqualTo(stored);
        target.allowSourceMismatch().time(TIME_1).backup(source).expectSuccess();
    }

    @Test
    void manifestsThatDisagree() throws IOException {
        target.time(TIME_0).backup(source).expectSuccess();
        Path manifest = store.resolve(FULL + "manifest");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("Localdir .*", "Localdir /elsewhere"));
        expect(target.time(TIME_1).backup(source), ErrorKind.MANIFESTS_DIFFER, "Remote manifest does not match local one");
    }

    // ---- what each test asks

    /** One message that names the thing, no trace, the right code. */
    private static void expect(Program.Result result, ErrorKind kind, String named) {
        assertThat(result.failure()).as(result.text()).isNotNull();
        assertThat(result.exitCode()).as(result.text()).isEqualTo(kind.exitCode());
        assertThat(result.failure().getMessage()).contains(named).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(result.failure().guidance()).doesNotContain("Exception");
    }

    /** Whatever a failed restore left is as it was backed up. */
    private void assertOnlyWholeFiles() throws IOException {
        if (Files.exists(restored)) {
            try (Stream<Path> files = Files.walk(restored)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(file).hasSameBinaryContentAs(source.resolve(restored.relativize(file)));
                }
            }
        }
    }

    private Map<String, String> objects() throws IOException {
        Map<String, String> objects = new TreeMap<>();
        try (Stream<Path> files = Files.list(store)) {
            for (Path file : files.toList()) {
                objects.put(file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return objects;
    }

    private static void edit(Path file, UnaryOperator<byte[]> change) {
        try {
            Files.write(file, change.apply(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Overwrites in place, as programs that write logs do. */
    private static void write(Path file, byte[] content) {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.TRUNCATE_EXISTING)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
