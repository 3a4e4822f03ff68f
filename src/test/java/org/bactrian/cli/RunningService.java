package org.bactrian.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bactrian.job.JobState;
import org.bactrian.job.Order;
import org.bactrian.job.RunRecord;
import org.bactrian.job.Task;
import org.bactrian.job.service.Service;
import org.bactrian.job.service.Setup;
import org.bactrian.log.RunLog;

/** A service in this JVM, with the routes as shipped in a folder of its own, a clock that can be set, and folders for a job. */
final class RunningService implements AutoCloseable {
    final Path folder;
    final Path source;
    final Path routes;
    final Path jobs;
    final Map<String, String> environment = new HashMap<>();
    /** Beyond those of application.properties. */
    final Properties settings = new Properties();
    /** All that was said. */
    final List<String> log = new CopyOnWriteArrayList<>();
    /** How far ahead of the machine's clock the service is. */
    volatile Duration ahead = Duration.ZERO;
    /** Folder of settings. */
    Path config = Path.of("config");
    Service service;

    RunningService(Path folder) throws IOException {
        this.folder = folder;
        source = Files.createDirectories(folder.resolve("src"));
        Files.writeString(source.resolve("file"), "content");
        routes = Files.createDirectories(folder.resolve("routes"));
        try (Stream<Path> shipped = Files.list(Path.of("routes"))) {
            for (Path file : shipped.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        jobs = folder.resolve("jobs.yaml");
        environment.put("HOME", folder.toString());
        environment.put("XDG_STATE_HOME", folder.resolve("state").toString());
        environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    }

    /** Writes the file of jobs: {@code FOLDER} stands for the folder of this test. */
    RunningService jobs(String yaml) throws IOException {
        Path anew = Files.writeString(folder.resolve("jobs.new"), yaml.replace("FOLDER", folder.toString()));
        Files.move(anew, jobs, StandardCopyOption.REPLACE_EXISTING);
        return this;
    }

    RunningService start() {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return Instant.now().plus(ahead);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }
        };
        RunLog lines = (level, code, extra, text) -> log.add(text);
        JavaLogging.install(lines, () -> false, true, false);
        Surroundings surroundings = new Surroundings(environment, null, false, new ByteArrayOutputStream(), new ByteArrayOutputStream(), clock,
                ZoneOffset.UTC, folder);
        WordCommands commands = new WordCommands(surroundings);
        settings.setProperty("bactrian.retry-delay", "10");
        service = new Service(new Setup(jobs, routes, config, settings, environment, "here", clock, lines, commands, new JobCheck(commands, !config.equals(Path.of("config")))));
        return this;
    }

    JobState state(String job) {
        return service.board().state(job);
    }

    /** Lets a job run and waits for its end. */
    RunRecord run(String job, Task task, String... words) {
        RunRecord before = state(job).last(task).orElse(null);
        // a run that has just been noted may still be on its way out
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10)).until(() -> service.board()
                .order(new Order(job, task, Order.Cause.OPERATOR, service.board().clock().instant(), List.of(words))));
        return ended(job, task, before);
    }

    /** Waits for a run to end that is another one than that. */
    RunRecord ended(String job, Task task, RunRecord before) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10))
                .until(() -> state(job).last(task).filter(run -> run != before).isPresent());
        return state(job).last(task).orElseThrow();
    }

    @Override
    public void close() throws Exception {
        if (service != null) {
            service.board().close();
            service.board().await(Duration.ofSeconds(20));
            service.close();
        }
    }
}
