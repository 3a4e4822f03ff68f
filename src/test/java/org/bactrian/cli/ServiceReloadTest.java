package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
}
