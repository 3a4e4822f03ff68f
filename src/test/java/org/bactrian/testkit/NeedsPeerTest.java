package org.bactrian.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate before the tests with real peers: it must neither let a promised comparison go missing nor fail without one. */
class NeedsPeerTest {
    @Test
    void skipsWithoutDemandEvenIfThePeerIsThere() {
        assertThat(condition(Map.of(), Map.of("PATH", "/bin:/usr/bin")).decide("sh").isDisabled()).isTrue();
        assertThat(condition(Map.of("peers", "false"), Map.of("CI", "false")).decide("sh").isDisabled()).isTrue();
    }

    @Test
    void runsOnDemandIfThePeerIsThere() {
        Map<String, String> path = Map.of("PATH", "/nowhere:/bin:/usr/bin");
        assertThat(condition(Map.of("peers", "true"), path).decide("sh", "ls").isDisabled()).isFalse();
        assertThat(condition(Map.of("peers", ""), path).decide("sh").isDisabled()).isFalse();
    }

    @Test
    void failsOnDemandAndNamesEveryMissingPeer() {
        assertThatThrownBy(() -> condition(Map.of(), Map.of("CI", "true", "PATH", "/bin:/usr/bin"))
                .decide("sh", "no-such-program", NeedsPeer.OPENSTACK))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'no-such-program'")
                .hasMessageContaining(NeedsPeer.OPENSTACK_STATE)
                .hasMessageNotContaining("'sh'");
    }

    @Test
    void aClusterIsThereOnlyWhileItsProxyListens(@TempDir Path state) throws IOException {
        NeedsPeer.Condition condition = condition(Map.of("peers", "true", NeedsPeer.OPENSTACK_STATE, state.toString()), Map.of());
        assertThatThrownBy(() -> condition.decide(NeedsPeer.OPENSTACK)).hasMessageContaining(state.toString());
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.writeString(state.resolve("env.v1"),
                    "export SWIFT_AUTHURL=http://127.0.0.1:" + proxy.getLocalPort() + "/auth/v1.0 SWIFT_AUTHVERSION=1\n");
            assertThat(condition.decide(NeedsPeer.OPENSTACK).isDisabled()).isFalse();
        }
        assertThatThrownBy(() -> condition.decide(NeedsPeer.OPENSTACK)).hasMessageContaining("no cluster runs");
    }

    private static NeedsPeer.Condition condition(Map<String, String> properties, Map<String, String> environment) {
        return new NeedsPeer.Condition(properties::get, environment::get);
    }
}
