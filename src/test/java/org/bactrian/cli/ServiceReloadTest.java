package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bactrian.job.JobState;
import org.bactrian.job.Order;
import org.bactrian.job.RunRecord;
import org.bactrian.job.RunRecord.Outcome;
import org.bactrian.job.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changed files take effect whole or not at all, and harm nothing that runs. */
@Timeout(120)
class ServiceReloadTest {
    private static final String JOBS = """
            service: {management: {enabled: false}, parallel: 2}
            jobs:
              - name: home
                source: FOLDER/src
                target: file://FOLDER/store
                sealing: {none: true}
            """;

    @TempDir
    Path folder;

    private static void lookTwice(RunningService running) {
        running.service.look();
        running.service.look();
    }

    @Test
    void aChangedFileOfJobsIsTaken() throws Exception {
        try (RunningService running = new RunningService(folder)) {
            running.jobs(JOBS).start();
            running.jobs(JOBS.replace("home", "other"));
            lookTwice(running);
            assertThat(running.service.board().states()).extracting(state -> state.job().name()).containsExactly("other");
            assertThat(running.run("other", Task.BACKUP).outcome()).isEqualTo(Outcome.SUCCESS);
        }
    }

    @Test
    void aFileThatIsStillBeingWrittenIsLeftAlone() throws Exception {
        try (RunningService running = new RunningService(folder)) {
            running.jobs(JOBS).start();
            running.jobs("jobs: [");
            running.service.look();
            running.jobs(JOBS + "    priority: 7\n");
            running.service.look();
            running.service.look();
            assertThat(running.state("home").job().priority()).isEqualTo(7);
            assertThat(running.log).noneMatch(line -> line.contains("refused"));
        }
    }

    @Test
    void brokenFilesAreRefusedAndWhatRunsStays() throws Exception {
        try (RunningService running = new RunningService(folder)) {
            running.jobs(JOBS).start();
            running.jobs(JOBS.replace("source:", "sauce:"));
            lookTwice(running);
            assertThat(running.log).anyMatch(line -> line.contains("refused") && line.contains("jobs.yaml:3: the key 'source' is missing"));
            assertThat(running.run("home", Task.BACKUP).outcome()).isEqualTo(Outcome.SUCCESS);
            running.jobs(JOBS + "    priority: 8\n");
            for (String broken : List.of("- route: {", "- route: {id: x, from: {uri: 'direct:x', steps: [{process: {ref: nowhere}}]}}", "- lag: x")) {
                Files.writeString(running.routes.resolve("own.camel.yaml"), broken);
                running.log.clear();
                lookTwice(running);
                assertThat(running.log).as(broken).anyMatch(line -> line.contains("refused"));
                assertThat(running.state("home").job().priority()).as("nothing of the change is taken").isEqualTo(5);
                assertThat(running.run("home", Task.BACKUP).outcome()).isEqualTo(Outcome.SUCCESS);
            }
            Files.delete(running.routes.resolve("own.camel.yaml"));
            lookTwice(running);
            assertThat(running.state("home").job().priority()).isEqualTo(8);
        }
    }

    @Test
    void aRunEndsWithTheRoutesItBeganWith() throws Exception {
        String waiting = JOBS + "    before: [{command: [sh, -c, 'touch FOLDER/begun; while [ ! -e FOLDER/go ]; do sleep 0.05; done']}]\n";
        try (RunningService running = new RunningService(folder)) {
            running.jobs(waiting).start();
            assertThat(running.service.board().order(new Order("home", Task.BACKUP, Order.Cause.OPERATOR, running.service.board().clock().instant(),
                    List.of()))).isTrue();
            await().until(() -> Files.exists(folder.resolve("begun")));
            Path backup = running.routes.resolve("backup.camel.yaml");
            String broken = Files.readString(backup).replace("ref: requireSource", "ref: openTarget");
            Files.writeString(backup, broken);
            running.jobs(JOBS);
            lookTwice(running);
            JobState state = running.state("home");
            assertThat(state.job().steps().get(org.bactrian.job.config.Job.Moment.BEFORE)).as("the change is in force").isEmpty();
            assertThat(state.current()).as("and the run goes on").isPresent();
            Files.createFile(folder.resolve("go"));
            RunRecord run = running.ended("home", Task.BACKUP, null);
            assertThat(run.outcome()).as(run.error()).isEqualTo(Outcome.SUCCESS);
        }
    }

    /** Good and broken changes of both kinds, again and again, while two jobs run every second. */
    @Test
    void changesUnderLoadHarmNoRun() throws Exception {
        String scheduled = JOBS + "    schedule: {cron: '* * * * * ?'}\n";
        String jobs = scheduled + scheduled.substring(scheduled.indexOf("  - name")).replace("home", "other").replace("FOLDER/store", "FOLDER/other");
        List<RunRecord> runs = new CopyOnWriteArrayList<>();
        try (RunningService running = new RunningService(folder)) {
            running.jobs(jobs).start();
            running.service.board().listen(runs::add);
            for (int round = 0; round < 2; round++) {
                for (Change change : Change.values()) {
                    int before = runs.size();
                    running.log.clear();
                    running.jobs(change == Change.BROKEN_JOBS ? jobs.replace("source:", "sauce:") : jobs + "    priority: " + (round + 1) + "\n");
                    Path own = running.routes.resolve("own.camel.yaml");
                    Files.writeString(own, change == Change.BROKEN_ROUTE ? "- route: {" : "- route: {id: own, from: {uri: 'direct:own', steps: [{log: '" + round + "'}]}}");
                    Files.setLastModifiedTime(own, FileTime.fromMillis(1000L * runs.size() + round)); // seen to have changed, however quick this is
                    lookTwice(running);
                    assertThat(running.log.stream().anyMatch(line -> line.contains("refused"))).as("%s: %s", change, running.log).isEqualTo(change != Change.GOOD);
                    if (change == Change.GOOD) {
                        assertThat(running.state("other").job().priority()).isEqualTo(round + 1);
                    }
                    await().atMost(Duration.ofSeconds(60)).until(() -> runs.size() > before);
                }
            }
            for (String job : List.of("home", "other")) {
                assertThat(running.run(job, Task.VERIFY).outcome()).isEqualTo(Outcome.SUCCESS);
            }
            assertThat(runs).extracting(RunRecord::job).contains("home", "other");
            assertThat(runs).filteredOn(run -> !run.isGood()).isEmpty();
        }
    }

    private enum Change { GOOD, BROKEN_JOBS, BROKEN_ROUTE }
}
