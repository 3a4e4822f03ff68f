package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.bactrian.job.RunRecord;
import org.bactrian.job.RunRecord.Outcome;
import org.bactrian.job.Task;
import org.bactrian.job.cluster.Cluster;
import org.bactrian.job.cluster.ClusterFile;
import org.bactrian.job.config.Secret;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One node of a cluster on a real database: what it does when the database is there, is wrong, and goes away. */
@Timeout(240)
@NeedsPeer(Postgres.PEER)
class ClusterServiceIT {
    private static final String JOBS = """
            service: {management: {enabled: false}}
            jobs:
              - name: home
                source: FOLDER/src
                target: file://FOLDER/store
                sealing: {none: true}
                runs-on: here
                schedule: {cron: "* * * * * ?", zone: UTC}
              - name: elsewhere
                source: FOLDER/src
                target: file://FOLDER/other
                sealing: {none: true}
                runs-on: there
                schedule: {cron: "* * * * * ?", zone: UTC}
              - name: alone
                source: FOLDER/src
                target: file://FOLDER/alone
                sealing: {none: true}
            """;

    @TempDir
    Path folder;

    private RunningService running(Postgres postgres, String password) throws Exception {
        RunningService running = new RunningService(folder);
        running.environment.put("DATABASE_PASSWORD", password);
        running.config = Files.createDirectories(folder.resolve("config"));
        for (String name : List.of("application.properties", "jobs.schema.json")) {
            Files.copy(Path.of("config", name), running.config.resolve(name));
        }
        Files.writeString(running.config.resolve(ClusterFile.NAME), """
                bactrian.cluster.url = %s
                bactrian.cluster.user = bactrian
                bactrian.cluster.password = env:DATABASE_PASSWORD
                org.quartz.jobStore.misfireThreshold = 2000
                """.formatted(postgres.url()));
        return running.jobs(JOBS);
    }

    private List<RunRecord> history(RunningService running) {
        Secret secret = new Secret(running.environment, reference -> reference);
        return Cluster.history(ClusterFile.read(running.config, "here", secret).options().orElseThrow(), secret).runs("home");
    }

    /** Every second, until a run has ended that is another one than that. */
    private static RunRecord next(RunningService running, RunRecord before) {
        await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofSeconds(1)).until(() -> {
            running.service.look();
            return running.state("home").last(Task.BACKUP).filter(run -> run != before).isPresent();
        });
        return running.state("home").last(Task.BACKUP).orElseThrow();
    }

    @Test
    void theDatabaseFiresAndKeepsTheHistory() throws Exception {
        try (Postgres postgres = new Postgres(); RunningService running = running(postgres, Postgres.PASSWORD)) {
            running.start();
            RunRecord first = next(running, null);
            assertThat(first.outcome()).as(first.error()).isEqualTo(Outcome.SUCCESS);
            assertThat(first.node()).isEqualTo("here");
            assertThat(first.slot()).isNotNull();
            next(running, first);
            assertThat(history(running)).contains(first);
            theCommandRunsShowsThem(running);
            assertThat(running.log).anyMatch(line -> line.equals("Jobs of other nodes: elsewhere (there)"));
            assertThat(folder.resolve("other")).doesNotExist();
            assertThat(running.run("alone", Task.BACKUP).outcome()).isEqualTo(Outcome.SUCCESS);
            postgres.crash();
            running.service.look();
            RunRecord unsent = running.run("home", Task.BACKUP);
            assertThat(unsent.outcome()).as(unsent.error()).isEqualTo(Outcome.SUCCESS);
            assertThat(running.log).anyMatch(line -> line.contains(ClusterFile.NAME + ":1: the database") && line.endsWith("the jobs of the cluster wait"));
            postgres.start();
            next(running, unsent);
            await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofSeconds(1)).until(() -> {
                running.service.look();
                return history(running).stream().filter(unsent::equals).count() == 1;
            });
            assertThat(history(running)).filteredOn(run -> run.figures().isPresent() && run.slot() != null).extracting(RunRecord::slot).doesNotHaveDuplicates();
            assertThat(running.log.toString()).doesNotContain(Postgres.PASSWORD);
        }
    }

    private void theCommandRunsShowsThem(RunningService running) throws Exception {
        Session session = new Session(Files.createDirectory(folder.resolve("session")));
        Path config = Files.createDirectories(folder.resolve("session/home/config"));
        for (String name : List.of("jobs.schema.json", ClusterFile.NAME)) {
            Files.copy(running.config.resolve(name), config.resolve(name));
        }
        session.environment.put("DATABASE_PASSWORD", Postgres.PASSWORD);
        assertThat(session.run("runs", "home", "--json", "--jobs", running.jobs.toString())).as(session.err).isZero();
        assertThat(session.out).contains("\"node\":\"here\"", "\"slot\":");
    }

    @Test
    void aWrongPasswordIsNamedAndTheOthersRun() throws Exception {
        try (Postgres postgres = new Postgres(); RunningService running = running(postgres, "wrong word")) {
            running.start();
            assertThat(running.log).anyMatch(line -> line.equals(running.config.resolve(ClusterFile.NAME)
                    + ":3: the database refuses the user bactrian or the password; the jobs of the cluster wait"));
            assertThat(running.log.toString()).doesNotContain("wrong word");
            assertThat(running.run("alone", Task.BACKUP).outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(running.state("home").last(Task.BACKUP)).isEmpty();
            try (Connection connection = postgres.connect(); Statement statement = connection.createStatement()) {
                statement.execute("ALTER ROLE bactrian PASSWORD 'wrong word'");
            }
            assertThat(next(running, null).outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(running.log).contains("The cluster is in order again");
        }
    }

    @Test
    void aClockThatIsWrongLeavesTheJobsToOthers() throws Exception {
        try (Postgres postgres = new Postgres(); RunningService running = running(postgres, Postgres.PASSWORD)) {
            running.ahead = Duration.ofMinutes(5);
            running.start();
            assertThat(running.log).anyMatch(line -> line.startsWith("This host's clock is 300 s ahead of the database's")
                    || line.startsWith("This host's clock is 299 s ahead of the database's"));
            assertThat(running.run("home", Task.BACKUP).start()).isLessThan(System.currentTimeMillis() / 1000.0 + 100);
            assertThat(history(running)).hasSize(1).allMatch(run -> run.slot() == null);
            running.ahead = Duration.ZERO;
            assertThat(next(running, running.state("home").last(Task.BACKUP).orElseThrow()).slot()).isNotNull();
        }
    }

    /** As a node does whose clock is ahead, when it takes times for missed and is then told that its clock is wrong. */
    @Test
    void whatAClockInTheFuturePutOffIsNotWaitedFor() throws Exception {
        try (Postgres postgres = new Postgres(); RunningService running = running(postgres, Postgres.PASSWORD)) {
            running.start();
            RunRecord first = next(running, null);
            for (String column : List.of("NEXT_FIRE_TIME", "NEXT_FIRE_TIME = NEXT_FIRE_TIME + 3600000, PREV_FIRE_TIME")) {
                RunRecord before = running.state("home").last(Task.BACKUP).orElse(first);
                try (Connection connection = postgres.connect(); Statement statement = connection.createStatement()) {
                    statement.execute("UPDATE QRTZ_TRIGGERS SET " + column + " = NEXT_FIRE_TIME + 3600000");
                }
                next(running, next(running, before)); // one may have begun already
            }
        }
    }

    @Test
    void whatIsNoLongerInTheFileIsFiredNoMore() throws Exception {
        try (Postgres postgres = new Postgres(); RunningService running = running(postgres, Postgres.PASSWORD)) {
            running.start();
            next(running, null);
            assertThat(triggers(postgres)).containsExactly("home/* * * * * ?");
            running.jobs(JOBS.replace("runs-on: here\n    schedule: {cron: \"* * * * * ?\"", "runs-on: here\n    schedule: {cron: \"0 0 3 * * ?\""));
            running.service.reload();
            assertThat(triggers(postgres)).containsExactly("home/0 0 3 * * ?");
            running.jobs(JOBS.replace("runs-on: here", "runs-on: nowhere"));
            running.service.reload();
            assertThat(triggers(postgres)).isEmpty();
        }
    }

    private static List<String> triggers(Postgres postgres) throws Exception {
        try (Connection connection = postgres.connect(); Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT STRING_AGG(TRIGGER_GROUP || '/' || CRON_EXPRESSION, ',') FROM QRTZ_CRON_TRIGGERS")) {
            rows.next();
            return rows.getString(1) == null ? List.of() : List.of(rows.getString(1).split(","));
        }
    }
}
