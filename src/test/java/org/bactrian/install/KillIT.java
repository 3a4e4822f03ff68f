package org.bactrian.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bactrian.install.Console.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes of the packaged program, killed at random moments, by {@code src/bench/kill}: as many of 200 as a minute and a half
 * has room for.
 */
class KillIT {
    @TempDir
    private Path folder;

    @Test
    void nothingIsLostAndNobodyHasToHelp() throws Exception {
        String java = ProcessHandle.current().info().command().map(command -> Path.of(command).getParent().getParent().toString())
                .orElseThrow();
        Console console = new Console(folder);
        Process process = console.start(folder, Map.of("JAVA_HOME", java, "PATH", System.getenv("PATH"), "TMPDIR", folder.toString(),
                "KILL_SEED", "1"), List.of(Path.of("src/bench/kill").toAbsolutePath().toString(), "200", "90"));
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        Result result = console.result(process.exitValue());
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out()).matches("kill: [1-9]\\d* kills in \\d+ runs, 0 losses\n");
        System.out.print(result.out());
    }
}
