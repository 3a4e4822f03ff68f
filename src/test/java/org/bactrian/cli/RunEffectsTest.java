package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.NameText;
import org.bactrian.source.RawPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options about the run and its output do. */
class RunEffectsTest {
    @TempDir
    Path folder;
    private Trial trial;

    @BeforeEach
    void trial() throws IOException {
        trial = new Trial(folder);
    }

    @Test
    @EffectOf("--dry-run")
    void aDryRunChangesNothing() throws IOException {
        trial.backup("--dry-run");
        assertThat(trial.objects()).isEmpty();
        trial.backup("--current-time", "1700000000").done("full", trial.source.toString(), trial.url);
        trial.done("remove-all-but-n-full", "1", "--force", "--dry-run", trial.url);
        assertThat(trial.objects()).hasSize(6);
    }

    @Test
    @EffectOf("--verbosity")
    void moreIsSaidIfWanted() {
        trial.backup("--dry-run", "-v", "info");
        assertThat(trial.out).contains("A a\n").contains("A d/c\n");
        assertThat(trial.backup("--dry-run").out).doesNotContain("A a");
        assertThat(trial.backup("-v0", "--no-print-statistics").out).isEmpty();
    }

    @Test
    @EffectOf("--json")
    void outputIsObjects() {
        assertThat(trial.backup("--json").out.lines()).allMatch(line -> line.startsWith("{\"type\":") && line.endsWith("}"));
    }

    @Test
    @EffectOf("--log-file")
    void theMachineLogHasNamesThatAreNotText() throws IOException {
        Files.writeString(RawPath.child(trial.source, NameText.bytes("o\udcff")), "x");
        Path log = folder.resolve("log");
        trial.backup("-v5", "--log-file", log.toString());
        assertThat(Files.readString(log)).contains("INFO 4 'a'\n. A a\n\n").containsPattern("INFO 4 'o\\\\udcff'\n");
        assertThat(Files.readString(log)).as("bytes of the source").containsPattern("INFO 2 \\d+\n\\. Processed volume 1\n\n")
                .containsPattern("INFO 14\n\\. Stored duplicity-full.*difftar");
        trial.done("-v5", "--log-file", log.toString(), trial.url, folder.resolve("out").toString());
        assertThat(Files.readString(log)).contains("INFO 2 1 1\n. Processed volume 1 of 1\n\n", "INFO 7 'a' reg\n. Writing a of type reg\n\n");
    }

    @Test
    @EffectOf("--log-fd")
    void theMachineLogGoesToTheDescriptor() throws Exception {
        Path log = folder.resolve("log");
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec \"$@\" 7>'" + log + "'", "sh", java.toString(), "-cp", System.getProperty("java.class.path"),
                "-Dbactrian.home=" + Path.of("").toAbsolutePath(), Bactrian.class.getName(), "--log-fd", "7", "nonsense");
        assertThat(builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor()).isEqualTo(2);
        assertThat(Files.readString(log, StandardCharsets.UTF_8)).as("an error in the command line comes before any log").isEmpty();
    }

    @Test
    @EffectOf("--log-timestamp")
    void linesBeginWithTheTime() {
        assertThat(trial.backup("--log-timestamp").out.lines()).anyMatch(line -> line.startsWith("2026-11-23 12:00:00,000 NOTICE "));
    }

    @Test
    @EffectOf("--config-file")
    void optionsAreReadFromAFile() throws IOException {
        Path options = Files.writeString(folder.resolve("options"), "exclude " + trial.source + "/d\nno-print-statistics\n");
        assertThat(trial.backup("--config-file", options.toString()).out).doesNotContain("Statistics");
        assertThat(trial.listed()).containsExactly("B.txt", "a");
    }

    @Test
    @EffectOf({"--progress", "--progress-rate"})
    void progressIsTold() throws IOException {
        trial.file("large", 8 << 20);
        assertThat(trial.backup("--progress", "--progress-rate", "1").out).contains("100%");
    }

    @Test
    @EffectOf("--routes")
    void theRoutesOfAnotherFolderDoTheWork() throws IOException {
        Path routes = Files.createDirectory(folder.resolve("routes"));
        try (DirectoryStream<Path> shipped = Files.newDirectoryStream(Path.of("routes"))) {
            for (Path file : shipped) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        Path status = routes.resolve("status.camel.yaml");
        Files.writeString(status, Files.readString(status).replace("            ref: showStatus\n",
                "            ref: showStatus\n        - setBody:\n            constant: mine\n"));
        trial.backup();
        assertThat(trial.done("collection-status", "--routes", routes.toString(), trial.url).out).endsWith("\nmine\n");
        assertThat(trial.run("collection-status", "--routes", folder.resolve("none").toString(), trial.url).exit).isNotZero();
    }

    @Test
    @EffectOf("--limit-upload")
    void bytesGoToTheStoreAsFastAsTheyMay() throws IOException {
        trial.file("large", 512 << 10);
        long start = System.nanoTime();
        trial.backup("--limit-upload", "350K");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(1_400));
    }

    @Test
    @EffectOf({"--lock-wait", "--no-lease"})
    void anotherRunsLeaseIsRespectedUnlessNobodyAsks() throws IOException {
        Files.createDirectories(trial.store);
        Files.writeString(trial.store.resolve("bactrian-lease"), "Lease 1\nRun 00112233445566778899aabbccddeeff\nHost elsewhere\nProcess 1 1\n"
                + "Machine another\nSeconds 86400\n");
        String[] words = {trial.source.toString(), trial.url};
        assertThat(trial.run(words).exit).isEqualTo(ErrorKind.LEASE_HELD.exitCode());
        assertThat(trial.out).doesNotContain("Waiting");
        assertThat(trial.run(Session.with(words, "--lock-wait", "1")).exit).isEqualTo(ErrorKind.LEASE_HELD.exitCode());
        assertThat(trial.out).contains("Waiting for elsewhere");
        trial.done(Session.with(words, "--no-lease"));
    }

    @Test
    @EffectOf("--tempdir")
    void temporaryFilesLieWhereTheyAreWanted() throws IOException {
        assertThat(trial.run("--tempdir", folder.resolve("none").toString(), trial.source.toString(), trial.url).exit).isNotZero();
        trial.backup("--tempdir", Files.createDirectory(folder.resolve("temp")).toString());
        assertThat(System.getProperty("java.io.tmpdir")).isEqualTo(folder.resolve("temp").toString());
    }
}
