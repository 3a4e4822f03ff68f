package org.bactrian.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bactrian.install.Console.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process of its own, and the Debian package unpacked. Needs the package phase. */
@Timeout(180)
class ServiceIT {
    private static final String VERSION = System.getProperty("bactrian.version");
    private static final Pattern PORT = Pattern.compile("http://127\\.0\\.0\\.1:([0-9]+)/observe/");
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", System.getProperty("java.home"));

    @TempDir
    private Path folder;

    private String jobs() throws IOException {
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("src/file"), "content");
        return Files.writeString(folder.resolve("jobs.yaml"), """
                service: {management: {port: 0}, state: FOLDER/state}
                jobs:
                  - name: home
                    source: FOLDER/src
                    target: file://FOLDER/store
                    sealing: {none: true}
                    options: {archive-dir: FOLDER/archive}
                    schedule: {cron: "* * * * * ?"}
                """.replace("FOLDER", folder.toString())).toString();
    }

    private static String program(Path home) {
        return home.resolve("bin/bactrian").toAbsolutePath().toString();
    }

    @Test
    void runsJobsUntilItIsToldToStop() throws Exception {
        String jobs = jobs();
        String program = program(Path.of("target/bactrian"));
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        Console console = new Console(scratch);
        Process process = console.start(folder, ENVIRONMENT, List.of(program, "serve", "--jobs", jobs));
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> PORT.matcher(console.result(0).out()).find());
            Matcher port = PORT.matcher(console.result(0).out());
            assertThat(port.find()).isTrue();
            await().atMost(Duration.ofSeconds(60)).until(() -> get(port.group(1), "metrics").contains("bactrian_backup_chain_length{name=\"home\"} 3.0"));
            assertThat(get(port.group(1), "health")).startsWith("{\"status\":\"UP\"");
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        Result result = console.result(process.exitValue());
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out()).contains("Jobs in force: home", "Run ended: backup, success", "Stopping");
        assertThat(new Console(folder).run(folder, ENVIRONMENT, List.of(program, "runs", "--jobs", jobs)).out()).contains("success");
        Result verified = new Console(folder).run(folder, ENVIRONMENT, List.of(program, "verify", "--no-encryption", "--archive-dir",
                folder.resolve("archive").toString(), "file://" + folder.resolve("store"), folder.resolve("src").toString()));
        assertThat(verified.exit()).as(verified.toString()).isZero();
    }

    private static String get(String port, String what) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + port + "/observe/" + what);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void theDebianPackageHoldsAProgramThatRuns() throws Exception {
        Path deb = Path.of("target/bactrian_" + VERSION + "_all.deb").toAbsolutePath();
        Path root = folder.resolve("root");
        Console console = new Console(folder);
        assertThat(console.run(folder, ENVIRONMENT, List.of("dpkg-deb", "-x", deb.toString(), root.toString()))).extracting(Result::exit).isEqualTo(0);
        String control = console.run(folder, ENVIRONMENT, List.of("dpkg-deb", "-f", deb.toString())).out();
        assertThat(control).contains("Package: bactrian\n", "Version: " + VERSION, "Architecture: all");
        String bactrian = root.resolve("usr/bin/bactrian").toString();
        assertThat(console.run(folder, ENVIRONMENT, List.of(bactrian, "--version")).out()).isEqualTo("bactrian " + VERSION + "\n");
        assertThat(console.run(folder, ENVIRONMENT, List.of(bactrian, "config", "validate", "--jobs", jobs())).out()).contains("in order, jobs: 1");
        Path store = folder.resolve("deb-store");
        assertThat(console.run(folder, ENVIRONMENT, List.of(bactrian, "--no-encryption", "--archive-dir", folder.resolve("deb-archive").toString(),
                folder.resolve("src").toString(), "file://" + store)).exit()).isZero();
        try (Stream<Path> files = Files.list(store)) {
            assertThat(files).hasSize(3);
        }
        assertThat(root.resolve("etc/bactrian/jobs.schema.json")).isRegularFile();
        assertThat(root.resolve("usr/share/bactrian/routes/backup.camel.yaml")).isRegularFile();
        assertThat(root.resolve("lib/systemd/system/bactrian.service")).content().contains("CapabilityBoundingSet=CAP_DAC_READ_SEARCH");
    }
}
