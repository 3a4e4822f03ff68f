package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bactrian.job.RunRecord;
import org.bactrian.job.RunRecord.Outcome;
import org.bactrian.job.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A year of weekly backups on a clock that jumps, with retention after each: the sets that should be there are there, and they restore. */
@Timeout(300)
class ServiceYearTest {
    private static final int WEEKS = 52;
    /** A chain begins when the full before it is older than 30 days: every fifth week. */
    private static final int WEEKS_OF_A_CHAIN = 5;

    @TempDir
    Path folder;

    @Test
    void theSetsThatShouldBeThereAreThere() throws Exception {
        try (RunningService running = new RunningService(folder)) {
            running.jobs("""
                    service: {management: {enabled: false}}
                    jobs:
                      - name: home
                        source: FOLDER/src
                        target: file://FOLDER/store
                        sealing: {none: true}
                        options: {full-if-older-than: 30D}
                        retention: {keep-fulls: 3}
                    """).start();
            int fulls = 0;
            for (int week = 0; week < WEEKS; week++) {
                running.ahead = Duration.ofDays(7L * (week + 1 - WEEKS)); // up to now: a set that is later than its objects would not count
                Files.writeString(running.source.resolve("file"), "week " + week);
                RunRecord removed = running.state("home").last(Task.RETENTION).orElse(null);
                RunRecord run = running.run("home", Task.BACKUP);
                assertThat(run.outcome()).as("week %d: %s", week, run).isEqualTo(Outcome.SUCCESS);
                assertThat(run.figures().orElseThrow().chainLength()).isEqualTo(week % WEEKS_OF_A_CHAIN + 1);
                assertThat(running.ended("home", Task.RETENTION, removed).outcome()).isEqualTo(Outcome.SUCCESS);
                fulls += week % WEEKS_OF_A_CHAIN == 0 ? 1 : 0;
                assertThat(names("full", "manifest")).hasSize(Math.min(3, fulls));
            }
            int newest = (WEEKS - 1) % WEEKS_OF_A_CHAIN;
            assertThat(names("inc", "manifest")).hasSize(2 * (WEEKS_OF_A_CHAIN - 1) + newest);
            assertThat(names("vol1", "difftar")).hasSize(2 * WEEKS_OF_A_CHAIN + newest + 1);
            assertThat(running.run("home", Task.VERIFY).outcome()).isEqualTo(Outcome.SUCCESS);
            int oldest = WEEKS - 1 - newest - 2 * WEEKS_OF_A_CHAIN;
            Path restored = folder.resolve("restored");
            RunRecord restore = running.run("home", Task.RESTORE, "--time=" + (7L * (WEEKS - 1 - oldest) - 1) + "D", "--path-to-restore=file",
                    restored.toString());
            assertThat(restore.outcome()).as(restore.error()).isEqualTo(Outcome.SUCCESS);
            assertThat(restored).hasContent("week " + oldest);
        }
    }

    private List<String> names(String one, String other) throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("store"))) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.contains(one) && name.contains(other)).toList();
        }
    }
}
