package org.bactrian.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The peers are what their names say: else every comparison with them would be with something else. */
class PeersIT {
    @Test
    @NeedsPeer({"duplicity", "gpg", "rdiff"})
    void theProgramsAreTheRealOnes() throws Exception {
        assertThat(run(List.of("duplicity", "--version"))).startsWith("duplicity ");
        assertThat(run(List.of("gpg", "--version"))).startsWith("gpg (GnuPG) ");
        assertThat(run(List.of("rdiff", "--version"))).startsWith("rdiff ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"env.v1", "env.v3", "env.v3-vault"})
    @NeedsPeer({"swift", NeedsPeer.OPENSTACK})
    void swiftTakesEachLogin(String login) throws Exception {
        String state = System.getenv(NeedsPeer.OPENSTACK_STATE);
        String script = ". \"$0/" + login + "\" && swift post peers-it && swift list | grep -cx peers-it && swift delete peers-it";
        assertThat(run(List.of("/bin/sh", "-c", script, state))).startsWith("1\n");
        assertThat(Path.of(state, "log/proxy.log")).isNotEmptyFile();
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s said: %s", command, output).isZero();
        return output;
    }
}
