package org.bactrian.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the run of tests with one of everything is what it says: no thread of the parallel parts of a restore or a verification is there. */
class SingleThreadedTest {
    private static final String[] PARALLEL = {"bactrian-ahead", "bactrian-write", "bactrian-compare", "bactrian-file", "bactrian-read"};

    @TempDir
    private Path temp;

    @Test
    void threadsAreThereJustWhenTheyAreWanted() throws IOException {
        Path source = Files.createDirectory(temp.resolve("source"));
        for (int i = 0; i < 50; i++) {
            Files.writeString(source.resolve("file" + i), "content " + i);
        }
        Set<String> seen = new ConcurrentSkipListSet<>();
        try (Program program = Program.start()) {
            Backups backups = program.at("file://" + temp.resolve("store"), temp.resolve("archive"))
                    .listening(line -> Thread.getAllStackTraces().keySet().forEach(thread -> seen.add(kind(thread.getName()))));
            backups.backup(source).expectSuccess();
            backups.restore(temp.resolve("restored")).expectSuccess();
            backups.verify("", source, true).expectSuccess();
        }
        Set<String> parallel = new TreeSet<>(seen);
        parallel.retainAll(Set.of(PARALLEL));
        if (Program.SINGLE) {
            assertThat(parallel).isEmpty();
            assertThat(Runtime.getRuntime().availableProcessors()).isOne();
        } else {
            assertThat(parallel).contains("bactrian-ahead");
        }
    }

    private static String kind(String thread) {
        return thread.replaceFirst("-[0-9]+$", "");
    }
}
