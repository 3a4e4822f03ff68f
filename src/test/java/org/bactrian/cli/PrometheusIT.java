package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bactrian.job.Task;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus itself says of the metrics of the service and of the alert rules. */
@NeedsPeer("promtool")
@Timeout(120)
class PrometheusIT {
    @TempDir
    private Path folder;

    @Test
    void theRulesAreRules() throws Exception {
        assertThat(promtool(Path.of("/dev/null"), "check", "rules", "config/alerts.yaml")).contains("SUCCESS");
    }

    @Test
    void theMetricsAreReadAndNamedAsTheyShouldBe() throws Exception {
        RunningService service = new RunningService(folder).jobs("""
                service: {management: {port: 0}}
                jobs:
                  - name: home
                    source: FOLDER/src
                    target: file://FOLDER/store
                    sealing: {none: true}
                """);
        Path metrics = folder.resolve("metrics");
        try (RunningService running = service.start()) {
            running.run("home", Task.BACKUP);
            running.run("home", Task.VERIFY);
            URI uri = URI.create("http://127.0.0.1:" + running.service.port() + "/observe/metrics");
            Files.writeString(metrics, HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body());
        }
        String said = promtool(metrics, "check", "metrics");
        // 3: it has read them, and has something to say of names; those of Camel and of the JVM are not ours
        assertThat(said).doesNotContain("error while linting");
        assertThat(said.lines()).noneMatch(line -> line.startsWith("bactrian_"));
        assertThat(said).containsPattern("exit [03]$");
    }

    private String promtool(Path in, String... words) throws Exception {
        Path out = folder.resolve("said");
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectInput(in.toFile()).redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out, StandardCharsets.UTF_8) + "exit " + process.exitValue();
    }
}
