package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options about chains, volumes and what is told of them do to a backup. */
class BackupEffectsTest {
    private static final String THEN = "1700000000";
    private static final String LATER = "1700200000";
    private static final int BLOCKS = 6_000_000;

    @TempDir
    Path folder;
    private Trial trial;

    @BeforeEach
    void trial() throws IOException {
        trial = new Trial(folder);
    }

    private long fulls() throws IOException {
        return trial.objects().stream().filter(name -> name.matches("duplicity-full\\..*manifest(\\.gpg)?")).count();
    }

    @Test
    @EffectOf("--current-time")
    void theSetHasTheTimeThatIsSaid() throws IOException {
        trial.backup("--current-time", THEN);
        assertThat(trial.objects()).hasSize(3).allSatisfy(name -> assertThat(name).contains("20231114T221320Z"));
    }

    @Test
    @EffectOf("--full-if-older-than")
    void anOldChainIsLeft() throws IOException {
        trial.backup("--current-time", THEN).backup("--current-time", LATER, "--full-if-older-than", "3D");
        assertThat(fulls()).isEqualTo(1);
        trial.backup("--current-time", "1700300000", "--full-if-older-than", "3D");
        assertThat(fulls()).isEqualTo(2);
        assertThat(trial.out).contains("Last full backup is too old, forcing full backup");
    }

    @Test
    @EffectOf("--full-if-n-inc")
    void aLongChainIsLeft() throws IOException {
        trial.backup("--current-time", THEN).backup("--current-time", LATER, "--full-if-n-inc", "1");
        assertThat(fulls()).isEqualTo(1);
        trial.backup("--full-if-n-inc", "1");
        assertThat(fulls()).isEqualTo(2);
    }

    @Test
    @EffectOf("--skip-if-no-change")
    void nothingIsStoredIfNothingChanged() throws IOException {
        trial.backup("--current-time", THEN).backup("--skip-if-no-change");
        assertThat(trial.objects()).hasSize(3);
        trial.backup();
        assertThat(trial.objects()).hasSize(6);
    }

    @Test
    @EffectOf("--allow-source-mismatch")
    void anotherFolderIsTakenIfAllowed() throws IOException {
        trial.backup("--current-time", THEN);
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve("z"), "z");
        assertThat(trial.run(other.toString(), trial.url).exit).isEqualTo(42);
        trial.done("--allow-source-mismatch", other.toString(), trial.url);
        assertThat(trial.listed()).containsExactly("z");
    }

    @Test
    @EffectOf("--allow-empty-source")
    void anEmptySourceIsTakenIfAllowed() throws IOException {
        trial.backup("--current-time", THEN);
        for (String name : new String[] {"a", "B.txt", "d/c", "d"}) {
            Files.delete(trial.source.resolve(name));
        }
        assertThat(trial.run(trial.source.toString(), trial.url).exit).isNotZero();
        trial.backup("--allow-empty-source");
        assertThat(trial.listed()).isEmpty();
    }

    @Test
    @EffectOf("--rotate-keys")
    void anotherPassphraseBeginsAChainIfWanted() throws IOException {
        trial.always.remove("--no-encryption");
        trial.environment.put("PASSPHRASE", "old");
        trial.backup("--current-time", THEN);
        trial.environment.put("PASSPHRASE", "new");
        assertThat(trial.run(trial.source.toString(), trial.url).exit).isNotZero();
        trial.backup("--rotate-keys");
        assertThat(fulls()).isEqualTo(2);
    }

    @Test
    @EffectOf("--no-check-remote")
    void theManifestOnTheStoreIsNotComparedIfNotWanted() throws IOException {
        trial.backup("--current-time", THEN);
        Path manifest = Trial.only(trial.store, "manifest");
        Files.writeString(manifest, Files.readString(manifest).replace("Localdir", "Elsewher"));
        assertThat(trial.run(trial.source.toString(), trial.url).exit).as("checked").isNotZero();
        trial.backup("--no-check-remote");
        assertThat(trial.objects()).hasSize(6);
    }

    @Test
    @EffectOf("--volsize")
    void volumesHaveTheWantedSize() throws IOException {
        trial.file("large", 3 << 20);
        trial.backup("--volsize", "1");
        assertThat(trial.objects()).filteredOn(name -> name.contains(".difftar")).hasSizeBetween(3, 4);
    }

    @Test
    @EffectOf("--max-blocksize")
    void signaturesHaveBlocksOfAtMostThatSize() throws IOException {
        trial.file("large", BLOCKS);
        trial.backup("--current-time", THEN);
        long of2048 = Files.size(Trial.only(trial.store, "sigtar"));
        trial.done("--max-blocksize", "512", trial.source.toString(), "file://" + folder.resolve("other"));
        assertThat(Files.size(Trial.only(folder.resolve("other"), "sigtar"))).isBetween(3 * of2048, 5 * of2048);
    }

    @Test
    @EffectOf("--no-files-changed")
    void theManifestHasNoListOfFiles() throws IOException {
        trial.backup("--current-time", THEN);
        assertThat(Files.readString(Trial.only(trial.store, "manifest"))).contains("Filelist 3\n");
        trial.done("--no-files-changed", trial.source.toString(), "file://" + folder.resolve("other"));
        assertThat(Files.readString(Trial.only(folder.resolve("other"), "manifest"))).contains("Filelist 0\n");
    }

    @Test
    @EffectOf({"--no-print-statistics", "--jsonstat"})
    void statisticsArePrintedAndKeptAsWanted() throws IOException {
        trial.backup("--current-time", THEN, "--jsonstat");
        assertThat(trial.out).contains("\"SourceFiles\": 5");
        assertThat(trial.objects()).anyMatch(name -> name.contains("jsonstat"));
        trial.backup("--current-time", LATER);
        assertThat(trial.out).contains("SourceFiles 5");
        trial.backup("--no-print-statistics");
        assertThat(trial.out).doesNotContain("SourceFiles");
    }
}
