package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import org.bactrian.job.RunRecord;
import org.bactrian.job.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What operators see and do from outside: JMX over a real connector, metrics, and no secret anywhere. */
@Timeout(120)
class ServiceWatchTest {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*})? -?([0-9.E+-]+|NaN)");
    private static final Pattern METRIC = Pattern.compile("bactrian_[a-z_]+");
    private static final String SECRET = "not-to-be-seen-anywhere";

    @TempDir
    Path folder;

    private RunningService started() throws Exception {
        RunningService running = new RunningService(folder);
        running.environment.put("HOME_PASSPHRASE", SECRET);
        running.environment.put("HOOK", "http://127.0.0.1:9/" + SECRET);
        running.environment.put("MAIL_PASSWORD", SECRET);
        return running.jobs("""
                service:
                  management: {port: 0}
                  mail: {host: "127.0.0.1:9", from: a@example.org, user: me, password: env:MAIL_PASSWORD, tls: false}
                jobs:
                  - name: home
                    source: FOLDER/src
                    target: file://FOLDER/store
                    sealing: {passphrase: env:HOME_PASSPHRASE}
                    schedule: {cron: "0 30 2 * * ?", zone: UTC}
                    objective: 1h
                    notify: [{webhook: env:HOOK}, {mail: b@example.org, on: [success]}]
                """).start();
    }

    @Test
    void aJobIsOperatedOverAJmxConnector() throws Exception {
        JMXConnectorServer connector = JMXConnectorServerFactory.newJMXConnectorServer(new JMXServiceURL("service:jmx:rmi://127.0.0.1"), null,
                ManagementFactory.getPlatformMBeanServer());
        connector.start();
        try (RunningService running = started(); JMXConnector client = JMXConnectorFactory.connect(connector.getAddress())) {
            MBeanServerConnection server = client.getMBeanServerConnection();
            ObjectName job = new ObjectName("org.bactrian:type=Job,name=home");
            assertThat(server.getAttribute(job, "State")).isEqualTo("IDLE");
            assertThat(server.getAttribute(job, "LastSuccessAgeSeconds")).isEqualTo(-1L);
            assertThat(server.getAttribute(job, "NextRun").toString()).endsWith("T02:30:00Z");
            assertThat(server.invoke(job, "backup", null, null)).isEqualTo(true);
            RunRecord first = running.ended("home", Task.BACKUP, null);
            assertThat(server.getAttribute(job, "LastOutcome")).isEqualTo("success");
            assertThat((long) server.getAttribute(job, "LastSuccessAgeSeconds")).isBetween(0L, 60L);
            assertThat(server.getAttribute(job, "ChainLength")).isEqualTo(1);
            assertThat(server.getAttribute(job, "Files")).isEqualTo(2L);
            assertThat((long) server.getAttribute(job, "BytesStored")).isPositive();
            await().until(() -> server.getAttribute(job, "State").equals("IDLE"));
            server.invoke(job, "full", null, null);
            running.ended("home", Task.BACKUP, first);
            server.invoke(job, "verify", null, null);
            await().atMost(Duration.ofSeconds(30)).until(() -> !server.getAttribute(job, "LastVerification").equals(""));
            Path restored = folder.resolve("restored");
            server.invoke(job, "restore", new Object[] {"file", "", restored.toString()}, new String[] {"java.lang.String", "java.lang.String",
                    "java.lang.String"});
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(restored));
            server.invoke(job, "suspend", null, null);
            await().until(() -> server.getAttribute(job, "State").equals("SUSPENDED"));
            assertThat(server.getAttribute(job, "NextRun")).isEqualTo("");
            server.invoke(job, "resume", null, null);
            assertThat(server.getAttribute(job, "State")).isEqualTo("IDLE");
            assertThat(server.invoke(job, "cancel", null, null)).isEqualTo(false);
            ObjectName route = server.queryNames(new ObjectName("org.apache.camel:context=bactrian*,type=routes,name=\"backup\""), null).iterator().next();
            assertThat((long) server.getAttribute(route, "ExchangesTotal")).isEqualTo(2);
            server.invoke(route, "suspend", null, null);
            assertThat(server.getAttribute(route, "State")).isEqualTo("Suspended");
            server.invoke(route, "resume", null, null);
            assertThatThrownBy(() -> server.setAttribute(job, new Attribute("State", "x"))).isInstanceOf(JMException.class);
        } finally {
            connector.stop();
        }
    }

    @Test
    void noSecretIsSeenFromOutside() throws Exception {
        try (RunningService running = started()) {
            assertThat(running.run("home", Task.BACKUP).error()).isEmpty();
            StringBuilder seen = new StringBuilder(String.join("\n", running.log));
            MBeanServerConnection server = ManagementFactory.getPlatformMBeanServer();
            for (ObjectName name : server.queryNames(null, null)) {
                seen.append(name).append('\n');
                if (name.getDomain().matches("org\\.(bactrian|apache\\.camel)|quartz")) {
                    for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                        seen.append(value(server, name, attribute.getName())).append('\n');
                    }
                }
            }
            seen.append(get(running, "/observe/health")).append(get(running, "/observe/metrics"));
            try (var files = Files.walk(folder.resolve("state"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    seen.append(Files.readString(file));
                }
            }
            assertThat(seen.toString()).contains("org.bactrian:type=Job,name=home", "notice not delivered", "direct://backup").doesNotContain(SECRET);
        }
    }

    private static Object value(MBeanServerConnection server, ObjectName name, String attribute) throws Exception {
        try {
            Object value = server.getAttribute(name, attribute);
            return value instanceof Object[] array ? List.of(array) : value;
        } catch (JMException | RuntimeException e) {
            return e;
        }
    }

    @Test
    void metricsAreWhatPrometheusReadsAndDashboardAndAlertsUse() throws Exception {
        try (RunningService running = started()) {
            running.run("home", Task.BACKUP);
            running.run("home", Task.VERIFY);
            Set<String> there = new TreeSet<>();
            List<String> lines = new ArrayList<>();
            for (String line : get(running, "/observe/metrics").lines().toList()) {
                if (!line.startsWith("#")) {
                    assertThat(line).matches(SAMPLE);
                    there.add(line.split("[{ ]")[0]);
                    lines.add(line);
                }
            }
            // a set's three objects, and the lease of each run
            assertThat(lines).contains("bactrian_backup_volumes{name=\"home\"} 1.0", "bactrian_store_requests_total{operation=\"put\",store=\"file\"} 5.0")
                    .anyMatch(line -> line.startsWith("bactrian_verify_age_seconds{name=\"home\"} "));
            // the task retention has not run, and nothing was tried again
            there.addAll(Set.of("bactrian_retention_status", "bactrian_store_retries_total"));
            assertThat(there).containsAll(used(expressions(Path.of("config/alerts.yaml"))));
            assertThat(there).containsAll(used(expressions(Path.of("config/grafana-dashboard.json"))));
        }
    }

    private static Set<String> used(List<String> expressions) {
        assertThat(expressions).hasSizeGreaterThan(5);
        return expressions.stream().flatMap(text -> METRIC.matcher(text).results()).map(MatchResult::group).collect(Collectors.toSet());
    }

    private static List<String> expressions(Path file) throws Exception {
        Object read = new org.snakeyaml.engine.v2.api.Load(org.snakeyaml.engine.v2.api.LoadSettings.builder().build())
                .loadFromString(Files.readString(file));
        List<String> expressions = new ArrayList<>();
        JsonNode root = new ObjectMapper().valueToTree(read);
        root.findValues("expr").forEach(node -> expressions.add(node.asText()));
        root.findValues("query").forEach(node -> expressions.add(node.asText()));
        return expressions;
    }

    private static String get(RunningService running, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + running.service.port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()).body();
    }
}
