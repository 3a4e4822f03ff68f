package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.bactrian.error.ErrorKind;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Targets that are not there or not meant, wrong passphrases, and objects that were damaged or forged. */
class BadStoreTest extends BadInput {
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
}
