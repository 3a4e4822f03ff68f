package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the options about names do to the store and the archive directory. */
class NameEffectsTest {
    @TempDir
    Path folder;
    private Trial trial;

    @BeforeEach
    void trial() throws IOException {
        trial = new Trial(folder);
    }

    @Test
    @EffectOf({"--archive-dir", "--name"})
    void theArchiveDirectoryLiesWhereItIsWanted() throws IOException {
        trial.backup("--name", "first");
        assertThat(Trial.names(trial.archive)).containsExactly("first");
        assertThat(Trial.names(trial.archive.resolve("first"))).filteredOn(name -> name.startsWith("duplicity-")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"--file-prefix, ''", "--file-prefix-archive, difftar", "--file-prefix-manifest, manifest",
        "--file-prefix-signature, sigtar", "--file-prefix-jsonstat, jsonstat"})
    @EffectOf({"--file-prefix", "--file-prefix-archive", "--file-prefix-manifest", "--file-prefix-signature", "--file-prefix-jsonstat"})
    void prefixesStandBeforeTheNamesOfTheirKind(String option, String kind) throws IOException {
        trial.backup("--jsonstat", option, "mine-");
        assertThat(trial.objects()).hasSize(4).allSatisfy(name -> assertThat(name.startsWith("mine-duplicity-"))
                .as(name).isEqualTo(name.contains(kind)));
        trial.done("list-current-files", option, "mine-", trial.url);
    }

    @ParameterizedTest
    @CsvSource({"--short-filenames, df\\..*", "--old-filenames, duplicity-full\\.\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\\..*"})
    @EffectOf({"--short-filenames", "--old-filenames"})
    void namesAreWrittenInTheWantedStyle(String option, String pattern) throws IOException {
        trial.backup(option);
        assertThat(trial.objects()).hasSize(3).filteredOn(name -> name.matches(pattern)).hasSize(2);
        assertThat(trial.listed()).hasSize(4);
    }

    @Test
    @EffectOf("--time-separator")
    void theSeparatorStandsInTimes() throws IOException {
        trial.backup("--old-filenames", "--time-separator", "_");
        assertThat(trial.objects()).hasSize(3).allSatisfy(name -> assertThat(name).containsPattern("\\dT\\d\\d_\\d\\d_\\d\\dZ"));
    }

    @Test
    @EffectOf("--metadata-sync-mode")
    void theMetadataOfAllChainsAreCopiedIfWanted() throws IOException {
        trial.backup("--name", "n", "--current-time", "1700000000");
        trial.done("full", "--name", "n", "--current-time", "1700000100", trial.source.toString(), trial.url);
        trial.done("list-current-files", "--name", "some", trial.url);
        trial.done("list-current-files", "--name", "all", "--metadata-sync-mode", "full", trial.url);
        assertThat(Trial.names(trial.archive.resolve("all"))).filteredOn(name -> name.startsWith("duplicity-")).hasSize(4);
        assertThat(Trial.names(trial.archive.resolve("some"))).filteredOn(name -> name.startsWith("duplicity-")).hasSizeLessThan(4);
    }

    @Test
    @EffectOf("--compress-level")
    void theLevelDecidesHowLargeVolumesAre() throws IOException {
        trial.file("text", "all that is said twice is said ".repeat(20_000));
        long[] sizes = new long[3];
        for (String level : new String[] {"0", "fast", "9"}) {
            trial.done("full", "--compress-level", level, trial.source.toString(), trial.url + level);
            sizes["0f9".indexOf(level.charAt(0))] = Files.size(Trial.only(Path.of(trial.store + level), "difftar"));
        }
        assertThat(sizes[0]).isGreaterThan(620_000);
        assertThat(sizes[1]).isLessThan(sizes[0] / 20);
        assertThat(sizes[2]).isLessThan(sizes[1]);
    }

    @Test
    @EffectOf({"--no-encryption", "--no-compression"})
    void volumesAreSealedUnlessTheyShallNotBe() throws IOException {
        trial.backup("--no-compression");
        assertThat(Trial.only(trial.store, "difftar").toString()).endsWith(".difftar");
        trial.always.remove("--no-encryption");
        trial.environment.put("PASSPHRASE", "secret");
        String sealed = "file://" + folder.resolve("sealed");
        trial.done(trial.source.toString(), sealed);
        assertThat(Trial.only(folder.resolve("sealed"), "difftar").toString()).endsWith(".difftar.gpg");
        assertThat(Files.size(Trial.only(folder.resolve("sealed"), "sigtar"))).isPositive();
    }
}
