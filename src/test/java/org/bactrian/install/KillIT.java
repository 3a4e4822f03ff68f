package org.bactrian.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bactrian.install.Console.Result;
import org.bactrian.swift.Cluster;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes of the packaged program, killed at random moments, by {@code src/bench/kill}: more than 200 in the build. */
class KillIT {
    private static final String CONTAINER = "killed";

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostAndNobodyHasToHelp() throws Exception {
        kill(150, Map.of("KILL_SEED", "1"));
    }

    @Test
    @NeedsPeer(NeedsPeer.OPENSTACK)
    void norOnSwiftWhoseProxyIsKilledToo() throws Exception {
        Cluster.remove(Cluster.client("v1"), CONTAINER);
        try {
            Map<String, String> environment = new HashMap<>(Cluster.environment("v1"));
            environment.putAll(Map.of("KILL_SEED", "2", "KILL_STORE", "swift://" + CONTAINER + "/", "KILL_PROXY",
                    proxyKiller().toString(), NeedsPeer.OPENSTACK_STATE, Cluster.state().toAbsolutePath().toString()));
            Result result = kill(60, environment);
            assertThat(result.out()).doesNotContain(" 0 of the server");
        } finally {
            Cluster.up(Map.of());
            Cluster.remove(Cluster.client("v1"), CONTAINER);
        }
    }

    private Result kill(int kills, Map<String, String> settings) throws Exception {
        String java = ProcessHandle.current().info().command().map(command -> Path.of(command).getParent().getParent().toString())
                .orElseThrow();
        Map<String, String> environment = new HashMap<>(settings);
        environment.putAll(Map.of("JAVA_HOME", java, "PATH", System.getenv("PATH"), "TMPDIR", folder.toString()));
        Console console = new Console(folder);
        Process process = console.start(folder, environment, List.of(Path.of("src/bench/kill").toAbsolutePath().toString(), "" + kills));
        if (!process.waitFor(20, TimeUnit.MINUTES)) {
            process.destroy();
            throw new AssertionError(console.result(-1).toString());
        }
        Result result = console.result(process.exitValue());
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out()).matches("kill: " + kills + " kills in \\d+ runs, \\d+ of the server, 0 losses;.*\n");
        Tally.add(result.out().strip());
        return result;
    }

    private Path proxyKiller() throws IOException {
        Path script = folder.resolve("kill-proxy");
        Path scripts = Path.of(System.getProperty("openstack.scripts", "src/test/openstack")).toAbsolutePath();
        Files.writeString(script, "#!/bin/bash\nkill -KILL \"$(cat \"$OPENSTACK_STATE/run/proxy.pid\")\"\n" + scripts + "/up\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
