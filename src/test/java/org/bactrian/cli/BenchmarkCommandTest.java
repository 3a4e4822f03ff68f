package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bactrian.seal.DeflateLevels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code benchmark} on the shipped routes. */
class BenchmarkCommandTest {
    @TempDir
    Path temp;

    @Test
    @EffectOf("--size")
    void measuresEachPartAndTheStoreAndLeavesNothing() throws IOException {
        Trial trial = new Trial(temp);
        trial.always.clear();
        Files.createDirectory(trial.store);
        List<Path> before = leftovers();
        List<String> lines = trial.done("benchmark", "--size", "8", trial.url).out.strip().lines().toList();
        // where the machine has it
        assertThat(lines).filteredOn(line -> line.startsWith("deflate fast")).hasSize(DeflateLevels.hasFast() ? 1 : 0);
        assertThat(lines).filteredOn(line -> !line.startsWith("deflate fast")).filteredOn(line -> line.matches(".* +\\d+\\.\\d (MB|entries|requests)/s.*"))
                .extracting(line -> line.replaceFirst("  .*", "")).containsExactly("disk write", "disk read", "walk", "signature",
                        "delta", "hash", "cipher", "deflate", "deflate 1", "deflate 2", "deflate 3", "deflate 4", "deflate 5", "deflate 6",
                        "deflate 7", "deflate 8", "deflate 9", "store request", "store up", "store down");
        assertThat(lines).last().asString().matches("A full backup of 8\\.0 GiB takes at least .*; its limit is .*\\.");
        assertThat(trial.store).isEmptyDirectory();
        assertThat(leftovers()).isEqualTo(before);
    }

    private static List<Path> leftovers() throws IOException {
        try (Stream<Path> found = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return found.filter(path -> path.getFileName().toString().startsWith("bactrian-benchmark-")).sorted().toList();
        }
    }
}
