package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.bactrian.job.RunRecord;
import org.bactrian.job.RunRecord.Outcome;
import org.bactrian.job.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Camel's own add-ons in lib/service bring: secrets out of a vault, and traces. */
@Timeout(120)
class ServiceAddOnsTest {
    private static final String SECRET = "not-to-be-seen-anywhere";
    private static final String TOKEN = "token-not-to-be-seen";

    @TempDir
    Path folder;

    /** Answers as HashiCorp's Vault does for version 2 of its key-value engine, to the right token. */
    private static HttpServer vault(List<String> asked) throws IOException {
        HttpServer vault = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vault.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            boolean found = path.equals("/v1/secret/data/backup") && TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
            byte[] body = (found ? "{\"data\":{\"data\":{\"passphrase\":\"" + SECRET + "\"},\"metadata\":{\"version\":1}}}"
                    : "{\"errors\":[\"denied to " + TOKEN + "\"]}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(found ? 200 : 403, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        vault.start();
        return vault;
    }

    @Test
    void aPassphraseComesOutOfAVault() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer vault = vault(asked);
        try (RunningService running = new RunningService(folder)) {
            running.settings.putAll(Map.of("camel.vault.hashicorp.token", TOKEN, "camel.vault.hashicorp.scheme", "http",
                    "camel.vault.hashicorp.host", "127.0.0.1", "camel.vault.hashicorp.port", Integer.toString(vault.getAddress().getPort())));
            running.jobs("""
                    service: {management: {enabled: false}}
                    jobs:
                      - name: home
                        source: FOLDER/src
                        target: file://FOLDER/store
                        sealing: {passphrase: "{{hashicorp:secret:backup#passphrase}}"}
                      - name: other
                        source: FOLDER/src
                        target: file://FOLDER/other
                        sealing: {passphrase: "{{hashicorp:secret:absent#passphrase}}"}
                    """).start();
            assertThat(asked).as("nobody asks before a run needs it").isEmpty();
            RunRecord run = running.run("home", Task.BACKUP);
            assertThat(run.outcome()).as(run.error()).isEqualTo(Outcome.SUCCESS);
            assertThat(asked).contains("/v1/secret/data/backup");
            RunRecord refused = running.run("other", Task.BACKUP);
            assertThat(refused.outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(refused.error()).isEqualTo("There is no secret behind {{hashicorp:secret:absent#passphrase}}: the property function gives nothing");
            assertThat(folder.resolve("other")).doesNotExist();
            assertThat(running.log.toString()).doesNotContain(SECRET, TOKEN);
        } finally {
            vault.stop(0);
        }
        Session session = new Session(Files.createDirectory(folder.resolve("session")));
        session.environment.put("PASSPHRASE", SECRET);
        assertThat(session.run("verify", "file://" + folder.resolve("store"), folder.resolve("src").toString())).as(session.err).isZero();
    }

    /** Keeps the spans in memory. */
    private static final class Kept implements SpanExporter {
        private final List<SpanData> spans = new CopyOnWriteArrayList<>();

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    @Test
    void aRunIsATraceWithoutSecrets() throws Exception {
        Kept kept = new Kept();
        HttpServer hook = vault(new CopyOnWriteArrayList<>());
        OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder().setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(kept)).build()).build();
        try (telemetry; RunningService running = new RunningService(folder)) {
            GlobalOpenTelemetry.set(telemetry);
            running.settings.setProperty("camel.opentelemetry2.enabled", "true");
            running.settings.setProperty("camel.opentelemetry2.excludePatterns", "direct://lease*");
            running.environment.put("HOME_PASSPHRASE", SECRET);
            running.environment.put("HOOK", "http://127.0.0.1:" + hook.getAddress().getPort() + "/" + SECRET);
            running.jobs("""
                    service: {management: {enabled: false}, mail: {host: "127.0.0.1:9", from: a@example.org, user: me, password: env:HOME_PASSPHRASE, tls: false}}
                    jobs:
                      - name: home
                        source: FOLDER/src
                        target: file://FOLDER/store
                        sealing: {passphrase: env:HOME_PASSPHRASE}
                        notify: [{webhook: env:HOOK}, {slack: env:HOOK, on: [success]}, {mail: b@example.org, on: [success]}]
                    """).start();
            assertThat(running.run("home", Task.BACKUP).error()).isEmpty();
            running.close(); // the last notice is out, and the spans are ended
            String trace = kept.spans.stream().filter(span -> uri(span).equals("direct://run")).map(SpanData::getTraceId).findFirst().orElseThrow();
            assertThat(kept.spans.stream().filter(span -> span.getTraceId().equals(trace)).map(ServiceAddOnsTest::uri).collect(Collectors.toSet()))
                    .contains("direct://run", "direct://run-target", "direct://backup", "direct://store-put", "direct://file-put", "direct://notify-all", "direct://notify-mail");
            assertThat(kept.spans).as("what the settings leave out").noneMatch(span -> uri(span).startsWith("direct://lease"));
            assertThat(kept.spans.stream().filter(span -> span.toString().contains(SECRET)).map(SpanData::getName)).isEmpty();
        } finally {
            GlobalOpenTelemetry.resetForTest();
            hook.stop(0);
        }
    }

    private static String uri(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream().filter(entry -> entry.getKey().getKey().equals("camel.uri"))
                .map(entry -> entry.getValue().toString()).findFirst().orElse("");
    }
}
