package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest.Mode;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Increments that do not fit their chain, or whose signatures are missing or damaged. */
class BadChainTest extends BadInput {
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
        Files.writeString(other.resolve("file"), "of the other folder");
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
}
