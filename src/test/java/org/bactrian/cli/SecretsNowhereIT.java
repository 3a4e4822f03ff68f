package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.TreeRemoval;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets that are easy to find are given to the real program, at the highest verbosity, in runs that go well and that fail; then
 * everything it leaves is searched: what it prints, its machine log, the store, the archive directory, the folder for temporary
 * files, and command line, environment and input of the gpg it starts.
 */
@NeedsPeer("gpg")
class SecretsNowhereIT {
    private static final String CANARY = "canary-6f1d";
    private static final Map<String, String> SECRETS = Map.of("PASSPHRASE", CANARY + "-pass", "SIGN_PASSPHRASE", CANARY + "-sign",
            "SWIFT_PASSWORD", CANARY + "-swift", "OS_PASSWORD", CANARY + "-os", "OS_APPLICATION_CREDENTIAL_SECRET", CANARY + "-app");

    @TempDir
    Path folder;
    private Path home;
    private Path dumps;
    private Path output;

    @BeforeEach
    void prepare() throws Exception {
        home = Files.createTempDirectory("pgp", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        output = Files.createDirectory(folder.resolve("output"));
        dumps = Files.createDirectory(output.resolve("dumps"));
        Files.createDirectory(output.resolve("tmp"));
        Files.createDirectories(folder.resolve("source"));
        Files.writeString(folder.resolve("source/file"), "content");
        Path wrapper = Files.writeString(folder.resolve("gpg"), "#!/bin/sh\ncat /proc/$$/environ /proc/$$/cmdline > " + dumps
                + "/$$\nfor word in \"$@\"; do echo \"$word\" >> " + dumps + "/$$; done\ntee " + dumps + "/input-$$ | gpg \"$@\"\n");
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
    }

    private void gpg(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--batch", "--no-tty", "--passphrase",
                "locked", "--pinentry-mode", "loopback"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
    }

    @AfterEach
    void endAgent() throws Exception {
        new ProcessBuilder("gpgconf", "--homedir", home.toString(), "--kill", "all").start().waitFor(20, TimeUnit.SECONDS);
        TreeRemoval.of(home);
    }

    @Test
    void noSecretIsLeftAnywhere() throws Exception {
        String url = "file://" + output.resolve("store");
        String source = folder.resolve("source").toString();
        assertThat(run(Map.of(), "full", source, url)).isZero();
        assertThat(run(Map.of(), "restore", url, output.resolve("restored").toString())).isZero();
        assertThat(run(Map.of("PASSPHRASE", CANARY + "-wrong"), "incr", source, url)).isEqualTo(31);
        assertThat(run(Map.of(), "collection-status", "swift://" + CANARY.substring(0, 3))).isNotZero();
        assertNoSecret();
    }

    @Test
    @EffectOf({"--use-agent", "--gpg-binary", "--gnupg-home"})
    void gpgIsGivenNone() throws Exception {
        gpg("--quick-generate-key", "agent@example.org", "future-default", "default", "never");
        gpg("--sign"); // now the agent knows the passphrase, and nobody else
        String url = "file://" + output.resolve("store");
        String[] keys = {"--use-agent", "--gnupg-home", home.toString(), "--gpg-binary", folder.resolve("gpg").toString(),
            "--encrypt-sign-key", "agent@example.org"};
        assertThat(run(Map.of(), Session.with(keys, "full", folder.resolve("source").toString(), url))).isZero();
        try (Stream<Path> started = Files.list(dumps)) {
            assertThat(started).as("gpg was run for each of three objects").hasSizeGreaterThanOrEqualTo(6);
        }
        assertNoSecret();
    }

    private int run(Map<String, String> changes, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Bactrian.class.getName()));
        command.addAll(List.of(words));
        command.addAll(List.of("-v9", "--archive-dir", output.resolve("archive").toString(), "--tempdir", output.resolve("tmp").toString(),
                "--log-file", output.resolve("log").toString(), "--num-retries", "1"));
        Path said = Files.createTempFile(output, "said", "");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(SECRETS);
        builder.environment().putAll(changes);
        builder.environment().put("BACTRIAN_HOME", Path.of("").toAbsolutePath().toString());
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private void assertNoSecret() throws IOException {
        int searched = 0;
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).as(file.toString()).doesNotContain(CANARY);
                if (file.toString().endsWith(".gz")) {
                    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                        assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)).as(file.toString()).doesNotContain(CANARY);
                    }
                }
                searched++;
            }
        }
        assertThat(searched).isGreaterThan(3);
    }
}
