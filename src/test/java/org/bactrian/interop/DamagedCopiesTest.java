package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bactrian.request.BackupRequest.Mode;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.request.ReadRequest;
import org.bactrian.request.TargetOptions;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever becomes of the copies in the archive directory, the next command needs no help, and makes nothing wrong of them. */
class DamagedCopiesTest extends BadInput {
    private static final String SECOND_SIGNATURES = "duplicity-new-signatures.20240101T000000Z.to.20240102T000000Z.sigtar.gz";
    private static final String NOTES = "bactrian-copies";

    @BeforeEach
    void twoSets() throws IOException {
        target.time(TIME_0).backup(source).expectSuccess();
        Files.writeString(source.resolve("a"), "changed\n");
        target.time(TIME_1).backup(source).expectSuccess();
    }

    private Map<String, byte[]> copies() throws IOException {
        Map<String, byte[]> copies = new TreeMap<>();
        try (Stream<Path> files = Files.list(target.archive())) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("duplicity-")).toList()) {
                copies.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return copies;
    }

    private void damage(String how, String name) throws IOException {
        Path file = target.archive().resolve(name);
        switch (how) {
            case "missing" -> Files.delete(file);
            case "of-another-chain" -> Files.write(file, another(name));
            default -> edit(file, bytes -> {
                bytes[bytes.length / 2] ^= 1;
                return how.equals("flipped") ? bytes : Arrays.copyOf(bytes, how.equals("empty") ? 0 : bytes.length / 2);
            });
        }
    }

    /** The file of the same name of another backup. */
    private byte[] another(String name) throws IOException {
        Path other = temp.resolve("another");
        Backups there = program.at("file://" + temp.resolve("another-store"), temp.resolve("another-archive"));
        if (!Files.exists(other)) {
            Files.createDirectory(other);
            Files.writeString(other.resolve("a"), "of another source");
            there.time(TIME_0).backup(other).expectSuccess();
            Files.writeString(other.resolve("a"), "of another source too");
            there.time(TIME_1).backup(other).expectSuccess();
        }
        return Files.readAllBytes(there.archive().resolve(name));
    }

    @ParameterizedTest
    @CsvSource({"cut", "flipped", "empty", "missing", "of-another-chain"})
    void theNextBackupHealsThem(String how) throws IOException {
        List<String> names = List.of(FULL_SIGNATURES, SECOND_SIGNATURES, FULL + "manifest", INCREMENT + "manifest");
        for (String name : names) {
            damage(how, name);
        }
        Files.writeString(target.archive().resolve("strange"), "somebody else's");
        Files.writeString(source.resolve("c"), "changed as well\n");
        Program.Result result = target.time(TIME_1.plusSeconds(9)).backup(source, Mode.INCREMENTAL).expectSuccess();
        for (String name : names) {
            assertThat(result.lines()).anyMatch(line -> line.startsWith("Copying " + name));
            if (!how.equals("missing")) {
                assertThat(result.lines()).anyMatch(line -> line.startsWith("damaged archive " + name + ": it is not what was put there"));
            }
            assertThat(result.lines()).anyMatch(line -> line.equals("committed archive " + name + ": copy of the store's"));
        }
        assertThat(result.lines()).contains("M c").doesNotContain("M a").doesNotContain("A a");
        assertThat(target.archive().resolve("strange")).hasContent("somebody else's");
        target.restore(restored).expectSuccess();
        assertThat(TreeListing.of(restored).differencesFrom(TreeListing.of(source))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "flipped", "empty"})
    void withoutNotesTheyAreRead(String how) throws IOException {
        damage(how, FULL_SIGNATURES);
        damage("cut", INCREMENT + "manifest");
        Files.delete(target.archive().resolve(NOTES));
        Program.Result result = target.restore(restored).expectSuccess();
        assertThat(result.lines()).anyMatch(line -> line.startsWith("damaged archive " + FULL_SIGNATURES + ": it cannot be read"))
                .anyMatch(line -> line.startsWith("damaged archive " + INCREMENT + "manifest: it cannot be read"));
        assertThat(TreeListing.of(restored).differencesFrom(TreeListing.of(source))).isEmpty();
        assertThat(target.restore(temp.resolve("again")).expectSuccess().text()).doesNotContain("damaged").doesNotContain("Copying");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "empty", "noise", "missing"})
    void damagedNotesHarmNothing(String how) throws IOException {
        Map<String, byte[]> before = copies();
        Path notes = target.archive().resolve(NOTES);
        edit(notes, bytes -> how.equals("noise") ? noise(bytes.length) : Arrays.copyOf(bytes, how.equals("empty") ? 0 : bytes.length / 2));
        if (how.equals("missing")) {
            Files.delete(notes);
        }
        assertThat(target.restore(restored).expectSuccess().text()).doesNotContain("damaged").doesNotContain("Copying");
        copies().forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(before.get(name)));
        assertThat(Files.readString(notes).lines()).hasSize(before.size());
    }

    @Test
    void aTouchedCopyIsNoDamage() throws IOException {
        Files.setLastModifiedTime(target.archive().resolve(FULL_SIGNATURES), FileTime.fromMillis(0));
        assertThat(target.restore(restored).expectSuccess().text()).doesNotContain("damaged").doesNotContain("Copying");
    }

    @Test
    void whatRotsUnseenIsHealedByTheRunAfter() throws IOException {
        Path file = target.archive().resolve(FULL_SIGNATURES);
        damage("flipped", FULL_SIGNATURES);
        String notes = Files.readString(target.archive().resolve(NOTES));
        Map<String, Object> now = Files.readAttributes(file, "unix:lastModifiedTime,ctime");
        String stamp = nanos(now.get("lastModifiedTime")) + " " + nanos(now.get("ctime"));
        Files.writeString(target.archive().resolve(NOTES), notes.replaceAll("( \\d+) \\d+ \\d+( \\d+ " + FULL_SIGNATURES + ")", "$1 " + stamp + "$2"));
        Program.Result first = target.time(TIME_1.plusSeconds(9)).backup(source);
        assertThat(first.failure()).isNotNull();
        assertThat(first.failure().getMessage()).contains(file.toString());
        target.time(TIME_1.plusSeconds(9)).backup(source, Mode.INCREMENTAL).expectSuccess();
    }

    private static long nanos(Object time) {
        return ((FileTime) time).to(TimeUnit.NANOSECONDS);
    }

    @Test
    void aDryRunReadsTheStoresInstead() throws IOException {
        damage("of-another-chain", FULL + "manifest");
        byte[] damaged = Files.readAllBytes(target.archive().resolve(FULL + "manifest"));
        Program.Result result = program.send("verify", dry(), target.seals());
        assertThat(result.exitCode()).as(result.text()).isZero();
        assertThat(target.archive().resolve(FULL + "manifest")).hasBinaryContent(damaged);
    }

    private ReadRequest dry() {
        TargetOptions t = target.target();
        return new ReadRequest(new TargetOptions(t.target(), t.archiveDir(), t.name(), t.prefixes(),
                t.style(), t.separator(), false, true, false), null, new byte[0], source,
                ReadRequest.OwnerMode.NAMES, true, false,
                SelectionOptions.EVERYTHING, List.of(), false);
    }
}
