package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options of the commands that read, show and remove change. The source was backed up in 2023, and two days later with another text in a. */
class ReadEffectsTest {
    @TempDir
    Path folder;
    private Trial trial;

    @BeforeEach
    void twoSets() throws IOException {
        trial = new Trial(folder);
        trial.always.addAll(List.of("--num-retries", "1"));
        trial.backup("--current-time", "1700000000");
        trial.file("a", "one more");
        trial.backup("--current-time", "1700172800");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1700000000", "2023-11-15T00:00:00Z", "2023-11-15", "2023/11/15", "11/15/2023", "11-15-2023", "20231115Z",
        "20231115T000000Z", "2023-11-15T01:00:00+01:00", "1104D", "26496h", "95385600s", "157W5D", "1589760m"})
    @EffectOf("--time")
    void theStateOfThatTimeComesBack(String time) throws IOException {
        assertThat(Files.readString(trial.restore("--time", time).resolve("a"))).isEqualTo("one");
    }

    @Test
    @EffectOf("--time")
    void nowIsTheLatestState() throws IOException {
        assertThat(Files.readString(trial.restore("-t", "now").resolve("a"))).isEqualTo("one more");
    }

    @Test
    @EffectOf("--path-to-restore")
    void onlyThePathComesBack() throws IOException {
        assertThat(Trial.names(trial.restore("-r", "d"))).containsExactly("c");
        assertThat(trial.run("restore", "--file-to-restore", "none", trial.url, folder.resolve("x").toString()).exit).isEqualTo(19);
    }

    @Test
    @EffectOf("--rename")
    void whatIsRenamedComesBackThere() throws IOException {
        assertThat(Trial.names(trial.restore("--rename", "d", "e"))).containsExactly("B.txt", "a", "e");
    }

    @Test
    @EffectOf("--compare-data")
    void contentsAreComparedIfWanted() throws IOException {
        FileTime time = Files.getLastModifiedTime(trial.source.resolve("a"));
        trial.run("verify", "--compare-data", trial.url, trial.source.toString());
        assertThat(trial.out).contains("5 files compared, 0 differences found");
        Files.setLastModifiedTime(trial.file("a", "two more"), time);
        trial.run("verify", "--compare-data", trial.url, trial.source.toString());
        assertThat(trial.exit).isEqualTo(1);
        assertThat(trial.out).contains("Data for file a is different");
    }

    @Test
    @EffectOf("--no-restore-ownership")
    void ownersAreLeftAloneIfWanted() throws IOException {
        org.junit.jupiter.api.Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
        Files.setAttribute(trial.source.resolve("a"), "unix:uid", 12345);
        trial.backup();
        assertThat(Files.getAttribute(trial.restore().resolve("a"), "unix:uid")).isEqualTo(12345);
        assertThat(Files.getAttribute(trial.restore("--no-restore-ownership").resolve("a"), "unix:uid")).isEqualTo(0);
    }

    /** A file whose owner has another number on the machine it came from. */
    @Test
    @EffectOf("--numeric-owner")
    void ownersAreTakenByNumberIfWanted() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "only root gives files away");
        String[] store = {"--no-compression", "--name", "foreign"};
        String url = trial.url + "/foreign";
        trial.done(Session.with(store, trial.source.toString(), url));
        Path volume = Trial.only(trial.store.resolve("foreign"), "difftar");
        byte[] tar = Files.readAllBytes(volume);
        int header = new String(tar, StandardCharsets.ISO_8859_1).indexOf("snapshot/a\0");
        System.arraycopy("0030071".getBytes(StandardCharsets.US_ASCII), 0, tar, header + 108, 7); // ustar: uid in octal
        int sum = 8 * ' '; // ustar: of all bytes of the header, those of the sum as blanks
        for (int i = 0; i < 512; i++) {
            sum += i >= 148 && i < 156 ? 0 : tar[header + i];
        }
        System.arraycopy("%06o".formatted(sum).getBytes(StandardCharsets.US_ASCII), 0, tar, header + 148, 6);
        Files.write(volume, tar);
        Path manifest = Trial.only(trial.store.resolve("foreign"), "manifest");
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(tar));
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("SHA1 \\w+", "SHA1 " + hash));
        Object named = Files.getAttribute(foreign(url).resolve("a"), "unix:uid");
        Object numbered = Files.getAttribute(foreign(url, "--numeric-owner").resolve("a"), "unix:uid");
        assertThat(List.of(named, numbered)).isEqualTo(List.of(0, 12345));
    }

    private Path foreign(String url, String... options) throws IOException {
        Path restored = Files.createTempDirectory(folder, "foreign");
        trial.done(Session.with(options, "restore", url, restored.toString()));
        return restored;
    }

    @Test
    @EffectOf("--ignore-errors")
    void whatIsDamagedIsLeftOutAndNamedIfWanted() throws IOException {
        Path volume = Trial.only(trial.store, "inc.20231114T221320Z.to.20231116T221320Z.vol1");
        byte[] bytes = Files.readAllBytes(volume);
        bytes[bytes.length - 9] ^= 1;
        Files.write(volume, bytes);
        Path restored = Files.createDirectory(folder.resolve("restored"));
        assertThat(trial.run("restore", trial.url, restored.toString()).exit).isEqualTo(21);
        trial.restore("--ignore-errors");
        assertThat(trial.out).contains("Ignored, because of --ignore-errors").contains("volume 1 of the increment of 20231116T221320Z (a to a)");
    }

    @Test
    @EffectOf({"--file-changed", "--show-changes-in-set"})
    void changesAreShown() {
        trial.done("collection-status", "--file-changed", "a", trial.url);
        assertThat(trial.out).contains("Total number of backup: 2").contains("b'New'").contains("b'Changed'");
        trial.done("collection-status", "--show-changes-in-set", "0", trial.url);
        assertThat(trial.out).containsPattern("(?m)^a +changed$").doesNotContain("B.txt");
    }

    @ParameterizedTest
    @CsvSource({"--keep-last, 1, 1", "--keep-hourly, 9, 2", "--keep-daily, 1, 1", "--keep-weekly, 9, 1", "--keep-monthly, 9, 1",
        "--keep-yearly, 9, 1", "--keep-within, 9Y, 2"})
    @EffectOf({"--keep-last", "--keep-hourly", "--keep-daily", "--keep-weekly", "--keep-monthly", "--keep-yearly", "--keep-within", "--force"})
    void aRuleKeepsSoManyFulls(String rule, String argument, int kept) throws IOException {
        trial.done("full", "--current-time", "1700172801", trial.source.toString(), trial.url);
        trial.done("full", "--current-time", "1700180001", trial.source.toString(), trial.url);
        int before = trial.objects().size();
        trial.done("remove", rule, argument, trial.url);
        assertThat(trial.objects()).as("without --force").hasSize(before);
        trial.done("remove", rule, argument, "--force", trial.url);
        List<String> fulls = trial.objects().stream().filter(name -> name.matches("duplicity-full\\..*manifest")).toList();
        assertThat(fulls).as(trial.out).hasSizeBetween(kept, kept + 1).hasSize(rule.equals("--keep-hourly") || rule.equals("--keep-within") ? 3 : kept);
    }

    @Test
    @EffectOf({"--level", "--share"})
    void aCheckGoesAsDeepAsItIsTold() throws IOException {
        Path volume = Trial.only(trial.store, "full.20231114T221320Z.vol1");
        byte[] bytes = Files.readAllBytes(volume);
        bytes[bytes.length - 9] ^= 1;
        Files.write(volume, bytes);
        assertThat(trial.run("check", "--level", "metadata", trial.url).exit).as(trial.out).isZero();
        assertThat(trial.run("check", "--level", "hashes", trial.url).exit).isNotZero();
        trial.run("check", "--share", "1/2", trial.url);
        int first = trial.exit;
        trial.run("check", "--share", "2/2", trial.url);
        assertThat(List.of(first == 0, trial.exit == 0)).as("one of the two shares has it").containsExactlyInAnyOrder(true, false);
    }
}
