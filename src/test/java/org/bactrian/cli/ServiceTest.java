package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.bactrian.job.Order;
import org.bactrian.job.RunRecord;
import org.bactrian.job.RunRecord.Outcome;
import org.bactrian.job.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.Scheduler;
import org.quartz.TriggerKey;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.matchers.GroupMatcher;

/** Jobs run as the command line would, by their schedules, with what is before and after them. */
@Timeout(120)
class ServiceTest {
    private static final String PLAIN = """
            service: {management: {port: 0}}
            jobs:
              - name: home
                source: FOLDER/src
                target: file://FOLDER/store
                sealing: {none: true}
            """;

    @TempDir
    Path folder;

    private static long objects(Path store, String kind) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            return files.filter(file -> file.getFileName().toString().contains(kind)).count();
        }
    }

    @Test
    void aJobRunsEveryTaskOfTheCommandLine() throws Exception {
        try (RunningService running = new RunningService(folder)) {
            running.environment.put("SECRET", "opened only with this");
            running.jobs(PLAIN.replace("{none: true}", "{passphrase: env:SECRET}") + "    options: {volsize: 1}\n    retention: {keep-fulls: 1}\n").start();
            RunRecord first = running.run("home", Task.BACKUP);
            assertThat(first.outcome()).as(first.error()).isEqualTo(Outcome.SUCCESS);
            assertThat(first.figures().orElseThrow().filesNew()).isEqualTo(2);
            assertThat(first.figures().orElseThrow().chainLength()).isEqualTo(1);
            assertThat(objects(folder.resolve("store"), "vol1.difftar.gpg")).isEqualTo(1);
            Files.writeString(running.source.resolve("more"), "more");
            assertThat(running.run("home", Task.BACKUP).figures().orElseThrow().chainLength()).isEqualTo(2);
            assertThat(running.run("home", Task.VERIFY).outcome()).isEqualTo(Outcome.SUCCESS);
            RunRecord before = running.state("home").last(Task.RETENTION).orElse(null);
            running.run("home", Task.BACKUP);
            running.ended("home", Task.RETENTION, before);
            Path restored = folder.resolve("restored");
            RunRecord restore = running.run("home", Task.RESTORE, "--path-to-restore=more", restored.toString());
            assertThat(restore.outcome()).as(restore.error()).isEqualTo(Outcome.SUCCESS);
            assertThat(restored).hasContent("more");
            Files.writeString(running.source.resolve("file"), "changed");
            assertThat(running.run("home", Task.VERIFY).outcome()).as("differences").isEqualTo(Outcome.WARNING);
            assertThat(String.join("\n", running.log)).doesNotContain("opened only with this");
        }
    }

    @Test
    void everyTargetHasItsTurnThoughOneFails() throws Exception {
        Files.writeString(folder.resolve("no-folder"), "");
        try (RunningService running = new RunningService(folder)) {
            running.jobs(PLAIN.replace("target: file://FOLDER/store", "targets: ['file://FOLDER/no-folder/x', 'file://FOLDER/store']")).start();
            RunRecord run = running.run("home", Task.BACKUP);
            assertThat(run.outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(run.targets()).hasSize(2);
            assertThat(run.targets().get(0).error()).isNotEmpty();
            assertThat(run.targets().get(1).error()).isEmpty();
            assertThat(objects(folder.resolve("store"), "manifest")).isEqualTo(1);
        }
    }

    @Test
    void aScheduleFiresAndItsMissedTimeComesOnce() throws Exception {
        String scheduled = PLAIN + "    schedule: {cron: '* * * * * ?', zone: UTC}\n    notify: [{log: true, on: [missed]}]\n";
        try (RunningService running = new RunningService(folder)) {
            running.jobs(scheduled).start();
            RunRecord first = running.ended("home", Task.BACKUP, null);
            assertThat(first.cause().word()).isEqualTo("schedule");
            running.ended("home", Task.BACKUP, first);
        }
        try (RunningService later = new RunningService(Files.createDirectory(folder.resolve("later")))) {
            later.environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
            later.ahead = Duration.ofDays(3);
            later.jobs(scheduled.replace("'* * * * * ?'", "'0 0 3 * * ?'").replace("FOLDER/s", folder + "/s")).start();
            RunRecord before = later.state("home").last(Task.BACKUP).orElseThrow();
            RunRecord missed = later.ended("home", Task.BACKUP, before);
            assertThat(missed.cause().word()).isEqualTo("missed");
            assertThat(later.service.board().missed("home")).isEmpty();
        }
    }

    @Test
    void stepsRunInOrderWithinTheirTimeAndFinallyInAnyCase() throws Exception {
        String step = "{command: [sh, -c, 'echo WORD $BACTRIAN_STATUS >> FOLDER/steps']}";
        String steps = Stream.of("before", "after", "failed", "finally")
                .map(word -> "    " + word + ": [" + step.replace("WORD", word) + "]\n").reduce("", String::concat);
        try (RunningService running = new RunningService(folder)) {
            running.jobs(PLAIN + steps).start();
            assertThat(running.run("home", Task.BACKUP).outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(folder.resolve("steps")).hasContent("before running\nafter success\nfinally success");
            running.jobs(PLAIN + steps.replace("sh, -c, 'echo before $BACTRIAN_STATUS >> FOLDER/steps']", "sleep, '1000'], timeout: 1s"));
            running.service.reload();
            RunRecord run = running.run("home", Task.BACKUP);
            assertThat(run.outcome()).isEqualTo(Outcome.FAILURE);
            assertThat(run.error()).isEqualTo("The step sleep (before) took longer than 1 s and was ended");
            assertThat(Files.readAllLines(folder.resolve("steps"))).endsWith("failed failure", "finally failure").hasSize(5);
        }
    }

    @Test
    void whatFailsAfterItWasToldToStopIsCancelled() throws Exception {
        try (RunningService running = new RunningService(folder)) {
            running.jobs(PLAIN + "    before: [{command: [sh, -c, 'touch FOLDER/begun; while [ ! -e FOLDER/go ]; do sleep 0.05; done; exit 3']}]\n").start();
            running.service.board().order(new Order("home", Task.BACKUP, Order.Cause.OPERATOR, running.service.board().clock().instant(), List.of()));
            await().until(() -> Files.exists(folder.resolve("begun")));
            assertThat(running.service.board().cancel("home")).isTrue();
            Files.createFile(folder.resolve("go"));
            RunRecord run = running.ended("home", Task.BACKUP, null);
            assertThat(run.outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(run.error()).isEqualTo("Stopped: The step sh (before) ended with the exit code 3");
        }
    }

    @Test
    void aStepCanBeARoute() throws Exception {
        try (RunningService running = new RunningService(folder)) {
            Files.writeString(running.routes.resolve("own.camel.yaml"), """
                    - route:
                        id: snapshot
                        description: A step of the test
                        from:
                          uri: direct:snapshot
                          steps:
                            - throwException:
                                exceptionType: java.lang.IllegalStateException
                                message: no snapshot
                    """);
            running.jobs(PLAIN + "    before: [{route: 'direct:snapshot'}]\n").start();
            assertThat(running.run("home", Task.BACKUP).error()).startsWith("The step direct:snapshot (before) failed").contains("no snapshot");
            assertThat(folder.resolve("store")).doesNotExist();
        }
    }

    @Test
    void webhooksAreTold() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        HttpServer hooks = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        hooks.createContext("/", exchange -> {
            told.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).lines().findFirst().orElse(""));
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().startsWith("/broken") ? 500 : 200, -1);
            exchange.close();
        });
        hooks.start();
        String url = "http://127.0.0.1:" + hooks.getAddress().getPort();
        try (RunningService running = new RunningService(folder)) {
            running.environment.put("HOOK", url + "/ping-secret");
            running.environment.put("SLACK", url + "/slack-secret");
            running.environment.put("BROKEN", url + "/broken-secret");
            running.jobs(PLAIN + "    notify: [{webhook: env:BROKEN}, {webhook: env:HOOK}, {slack: env:SLACK}]\n").start();
            RunRecord run = running.run("home", Task.BACKUP);
            assertThat(run.outcome()).as(run + " " + running.log).isEqualTo(Outcome.SUCCESS);
            await().until(() -> told.size() == 4);
            assertThat(told).containsExactly("POST /broken-secret/start Bactrian: home: backup: start", "POST /ping-secret/start Bactrian: home: backup: start",
                    "POST /broken-secret Bactrian: home: backup: success", "POST /ping-secret Bactrian: home: backup: success");
            Files.delete(running.source.resolve("file"));
            Files.delete(running.source);
            assertThat(running.run("home", Task.BACKUP).outcome()).isEqualTo(Outcome.FAILURE);
            await().until(() -> told.size() == 9);
            assertThat(running.log.toString() + running.service.board().state("home").last(Task.BACKUP)).doesNotContain("-secret");
            assertThat(told).contains("POST /ping-secret/fail Bactrian: home: backup: failure")
                    .anyMatch(line -> line.startsWith("POST /slack-secret {\"text\":\"Bactrian: home: backup: failure\\nBackup source"));
        } finally {
            hooks.stop(0);
        }
    }

    /** The first time comes at once, and the next after the interval: changed files do not bring it forward, nor does a start. */
    @Test
    void anIntervalCountsFromTheLastRun() throws Exception {
        String jobs = PLAIN + "    schedule: {every: 1h}\n";
        try (RunningService running = new RunningService(folder)) {
            running.jobs(jobs).start();
            RunRecord first = running.ended("home", Task.BACKUP, null);
            running.jobs(jobs + "    priority: 7\n");
            running.service.reload();
            Instant due = Instant.ofEpochMilli((long) (first.start() * 1000)).plusSeconds(3600);
            List<Instant> times = new ArrayList<>();
            for (Scheduler scheduler : SchedulerRepository.getInstance().lookupAll()) {
                for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.triggerGroupEquals("home"))) {
                    times.add(scheduler.getTrigger(key).getNextFireTime().toInstant());
                }
            }
            assertThat(times).isNotEmpty().allSatisfy(time -> assertThat(time).isCloseTo(due, within(30, ChronoUnit.SECONDS)));
            assertThat(running.log).noneMatch(line -> line.contains("passed over"));
        }
    }

    @Test
    void healthAndMetricsAreServed() throws Exception {
        try (RunningService running = new RunningService(folder)) {
            running.jobs(PLAIN + "    objective: 1h\n").start();
            running.run("home", Task.BACKUP);
            assertThat(get(running, "/observe/health").statusCode()).isEqualTo(200);
            assertThat(get(running, "/observe/health/live").body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(get(running, "/observe/metrics").body()).contains("bactrian_backup_status{name=\"home\"} 2.0",
                    "bactrian_backup_files_new{name=\"home\"} 2.0", "bactrian_runs_total{name=\"home\",outcome=\"success\",task=\"backup\"} 1.0");
            running.ahead = Duration.ofHours(2);
            HttpResponse<String> late = get(running, "/observe/health");
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.body()).contains("\"name\":\"job:home\",\"status\":\"DOWN\"", "the last good backup is 720", "the objective is 3600 s");
            assertThat(get(running, "/observe/other").statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(RunningService running, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + running.service.port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
