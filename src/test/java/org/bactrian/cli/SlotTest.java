package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bactrian.job.Order;
import org.bactrian.job.RunRecord;
import org.bactrian.job.RunRecord.Outcome;
import org.bactrian.job.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A time of a schedule makes one set, however often, by whomever and in what order it is fired. */
@Timeout(300)
class SlotTest {
    private static final Instant SLOT = Instant.parse("2026-11-23T07:00:00Z");

    @TempDir
    Path folder;

    private static RunRecord run(RunningService running, Instant slot) {
        RunRecord[] ended = new RunRecord[1];
        running.service.board().listen(record -> ended[0] = record);
        // a run that has just been noted may still be on its way out
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10)).until(() -> running.service.board().order(
                new Order("home", Task.BACKUP, Order.Cause.SCHEDULE, running.service.board().clock().instant(), List.of(), slot)));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> ended[0] != null && running.state("home").current().isEmpty());
        return ended[0];
    }

    @Test
    void aTimeMakesOneSet() throws Exception {
        try (RunningService running = new RunningService(folder)) {
            running.jobs("""
                    service: {management: {enabled: false}}
                    jobs:
                      - name: home
                        source: FOLDER/src
                        target: file://FOLDER/store
                        sealing: {none: true}
                    """).start();
            RunRecord first = run(running, SLOT);
            assertThat(first.outcome()).as(first.error()).isEqualTo(Outcome.SUCCESS);
            assertThat(first.slot()).isEqualTo(SLOT.getEpochSecond());
            assertThat(manifests()).singleElement().satisfies(text -> assertThat(text).contains("\nSlot 2026-11-23T07:00:00Z\n"));
            RunRecord again = run(running, SLOT);
            assertThat(again.outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(again.figures()).isEmpty();
            RunRecord late = run(running, SLOT.minusSeconds(60));
            assertThat(late.outcome()).isEqualTo(Outcome.MISSED);
            assertThat(manifests()).hasSize(1);
            // by hand, between two times of the schedule: what is known of them is behind it
            assertThat(running.run("home", Task.BACKUP).outcome()).isEqualTo(Outcome.SUCCESS);
            assertThat(run(running, SLOT).figures()).isEmpty();
            assertThat(run(running, SLOT.plusSeconds(60)).figures()).isPresent();
            assertThat(manifests()).hasSize(3);
        }
    }

    private List<String> manifests() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("store"))) {
            List<Path> manifests = files.filter(file -> file.toString().endsWith(".manifest")).toList();
            return manifests.stream().map(SlotTest::text).toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
