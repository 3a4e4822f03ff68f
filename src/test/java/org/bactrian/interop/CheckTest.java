package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import org.bactrian.request.CheckRequest;
import org.bactrian.request.CheckRequest.Level;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The command check finds what is damaged at the level that can find it, names it, and changes nothing. */
class CheckTest extends BadInput {
    private static final String VOLUME_2 = FULL + "vol2.difftar.gz";

    @BeforeEach
    void store() throws IOException {
        target = target.volumes(1);
        target.time(TIME_0).backup(source).expectSuccess();
        Files.writeString(source.resolve("a"), "changed\n");
        target.time(TIME_1).backup(source).expectSuccess();
    }

    private Program.Result check(Level level) {
        return check(level, 1, 1);
    }

    private Program.Result check(Level level, int part, int parts) {
        return program.send("check", new CheckRequest(target.target(), level, part, parts, false), target.seals());
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void aGoodStoreIsGood(Level level) throws IOException {
        Map<String, String> before = objects();
        Program.Result result = check(level);
        assertThat(result.exitCode()).as(result.text()).isZero();
        assertThat(result.text()).contains(" 0 resumable, 0 orphan, 0 foreign, 0 damaged.")
                .contains("committed store " + VOLUME_2 + ": of the full of 20240101T000000Z");
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void aFlippedVolumeIsFoundByItsHash() {
        edit(store.resolve(VOLUME_2), bytes -> {
            bytes[bytes.length / 2] ^= 1;
            return bytes;
        });
        assertThat(check(Level.METADATA).exitCode()).isZero();
        for (Level level : new Level[] {Level.HASHES, Level.DATA}) {
            Program.Result result = check(level);
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.text()).contains("damaged store " + VOLUME_2 + ": Invalid data - SHA1 hash mismatch").contains(" 1 damaged.");
        }
    }

    @Test
    void sharesTogetherAreAll() {
        edit(store.resolve(VOLUME_2), bytes -> new byte[7]);
        assertThat(check(Level.HASHES, 1, 2).exitCode()).isZero();
        assertThat(check(Level.HASHES, 2, 2).exitCode()).isEqualTo(1);
    }

    @Test
    void aMissingVolumeIsFoundByTheManifest() throws IOException {
        int last = 1;
        while (Files.exists(store.resolve(FULL + "vol" + (last + 1) + ".difftar.gz"))) {
            last++;
        }
        Files.delete(store.resolve(FULL + "vol" + last + ".difftar.gz"));
        Program.Result result = check(Level.METADATA);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("it names volume " + last + ", which is not there");
    }

    @ParameterizedTest
    @EnumSource(value = Level.class, names = {"METADATA", "DATA"})
    void damagedSignaturesAndManifestsAreFound(Level level) {
        edit(store.resolve(FULL_SIGNATURES), bytes -> java.util.Arrays.copyOf(bytes, bytes.length / 2));
        edit(store.resolve(INCREMENT + "manifest"), bytes -> "Hostname".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Program.Result result = check(level);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("damaged store " + FULL_SIGNATURES).contains("damaged store " + INCREMENT + "manifest");
    }

    @Test
    void lostManifestsAndForeignObjectsAreTold() throws IOException {
        Files.delete(store.resolve(INCREMENT + "manifest"));
        Files.writeString(store.resolve("notes.txt"), "somebody else's");
        Path stranger = target.archive().resolve("strange");
        Files.writeString(stranger, "");
        Program.Result result = check(Level.NAMES);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("foreign store notes.txt").contains("foreign archive strange")
                .contains("damaged store " + INCREMENT + "vol1.difftar.gz: the increment of 20240102T000000Z has lost its manifest");
    }

    /** The same backups of another folder with the same names, and other content in one file. */
    private Path stranger() throws IOException {
        Path other = temp.resolve("other-store");
        Files.writeString(source.resolve("a"), "first\n");
        edit(source.resolve("b"), bytes -> {
            bytes[1000] ^= 1;
            return bytes;
        });
        Backups there = program.at("file://" + other, temp.resolve("other-archive")).volumes(1);
        there.time(TIME_0).backup(source).expectSuccess();
        edit(source.resolve("b"), bytes -> {
            bytes[250_000] ^= 1;
            return bytes;
        });
        there.time(TIME_1).backup(source).expectSuccess();
        return other;
    }

    private void take(Path other, String pattern) throws IOException {
        try (Stream<Path> files = Files.list(other)) {
            for (Path file : files.filter(each -> each.getFileName().toString().matches(pattern)).toList()) {
                Files.copy(file, store.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void signaturesOfOtherContentAreFoundByReplaying() throws IOException {
        take(stranger(), ".*full-signatures.*");
        assertThat(check(Level.METADATA).text()).contains("damaged store " + FULL_SIGNATURES + ": The signatures " + FULL_SIGNATURES
                + " are not those of their set: SHA-256 ").contains(" 1 damaged.");
        untie(FULL + "manifest");
        assertThat(check(Level.HASHES).exitCode()).isZero();
        Program.Result result = check(Level.DATA);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("damaged store " + FULL_SIGNATURES
                + ": the content of b in the volumes is not what they say").contains(" 1 damaged.");
    }

    /** Such a manifest has a set of duplicity's: nothing in it tells which signatures are its set's. */
    private void untie(String manifest) throws IOException {
        edit(store.resolve(manifest), bytes -> new String(bytes, StandardCharsets.ISO_8859_1)
                .replaceAll("(Set|Signatures) .*\n", "").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void changesOfOtherContentAreFoundByReplaying() throws IOException {
        take(stranger(), "duplicity-(inc|new).*");
        assertThat(check(Level.HASHES).exitCode()).isZero();
        Program.Result result = check(Level.DATA);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("damaged store duplicity-new-signatures.20240101T000000Z.to.20240102T000000Z.sigtar.gz"
                + ": the content of b in the volumes is not what they say").contains(" 1 damaged.");
    }

    @Test
    void aVolumeGivenUpHidesNoOtherDamage() throws IOException {
        Path other = stranger();
        take(other, "duplicity-(inc|new).*");
        Files.delete(store.resolve(FULL + "vol1.difftar.gz"));
        Program.Result result = check(Level.DATA);
        assertThat(result.text()).contains("it names volume 1, which is not there");
    }
}
