package org.bactrian.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.bactrian.job.RunRecord.Figures;
import org.bactrian.job.RunRecord.Outcome;
import org.bactrian.job.RunRecord.TargetRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runs that have ended are remembered, but not for ever. */
class HistoryTest {
    @TempDir
    Path folder;

    private static RunRecord run(int start) {
        Figures figures = new Figures(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        return new RunRecord("home", Task.BACKUP, Order.Cause.SCHEDULE, start, start + 0.5, Outcome.SUCCESS, 0, "",
                List.of(new TargetRecord("file:///x", "", 0, 0, figures)));
    }

    @Test
    void whatWasAddedComesBack() throws IOException {
        Path state = folder.resolve("a/state");
        new FileHistory(state).add(run(1));
        new FileHistory(state).add(run(2));
        assertThat(new FileHistory(state).runs("home")).containsExactly(run(1), run(2));
        assertThat(new FileHistory(state).runs("other")).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state))).isEqualTo("rwx------");
    }

    @Test
    void aLineThatWasCutOffIsPassedOver() throws IOException {
        FileHistory history = new FileHistory(folder);
        history.add(run(1));
        Files.writeString(folder.resolve("home.jsonl"), "{\"job\":\"ho\n", StandardOpenOption.APPEND);
        history.add(run(2));
        assertThat(history.runs("home")).containsExactly(run(1), run(2));
    }

    @Test
    void ofManyTheNewestAreKept() throws IOException {
        FileHistory history = new FileHistory(folder);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < FileHistory.MOST * 3 / 2; i++) {
            many.append(History.json(run(i))).append('\n');
        }
        Files.writeString(folder.resolve("home.jsonl"), many);
        history.add(run(5000));
        List<RunRecord> kept = history.runs("home");
        assertThat(kept).hasSize(FileHistory.MOST);
        assertThat(kept.get(kept.size() - 1)).isEqualTo(run(5000));
        assertThat(kept.get(0).start()).isEqualTo(FileHistory.MOST / 2 + 1);
    }
}
