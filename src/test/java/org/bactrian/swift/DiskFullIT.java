package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.bactrian.swift.http.RequestBody;
import org.bactrian.swift.identity.CredentialSource;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.Test;

/** A Swift of its own whose one device is full after some 20 MB. */
@NeedsPeer("openstack")
class DiskFullIT {
    private static final int MOST = 60;

    @Test
    void whatWasConfirmedIsThereAndWhatWasRefusedIsNot() throws Exception {
        Path state = Path.of(Cluster.state() + "-small");
        Map<String, String> settings = new HashMap<>(Map.of("OPENSTACK_STATE", state.toString(), "OPENSTACK_DISK_MB", "24",
                "OPENSTACK_SWIFT_PORT", "18180", "OPENSTACK_KEYSTONE_PORT", "15100", "OPENSTACK_BACKEND_PORT", "16300",
                "OPENSTACK_MEMCACHED_PORT", "16311"));
        try {
            Cluster.script("up", settings);
            Map<String, String> login = Map.of("SWIFT_AUTHURL", "http://127.0.0.1:18180/auth/v1.0", "SWIFT_USERNAME", "backup:writer",
                    "SWIFT_PASSWORD", "writerpass");
            SwiftClient client = new SwiftClient(SwiftAccount.of(new CredentialSource(login, null).load()));
            client.createContainer("full", Map.of());
            int stored = 0;
            SwiftFailure failure = null;
            while (failure == null && stored < MOST) {
                int n = stored;
                failure = catchThrowableOfType(SwiftFailure.class, () -> client.put("full", "o" + n, RequestBody.of(bytes(n)), PutOptions.NONE));
                stored += failure == null ? 1 : 0;
            }
            assertThat(failure).as("a device that fills").isNotNull();
            assertThat(failure.status()).isIn(503, 507);
            assertThat(failure.isRetryable()).isEqualTo(failure.status() == 503);
            Thread.sleep(2_000); // the proxy leaves a device that failed alone for a second
            String refused = "o" + stored;
            assertThat(client.list("full", Map.of())).hasSize(stored).noneMatch(o -> o.name().equals(refused));
            for (int n = 0; n < stored; n++) {
                try (InputStream in = client.get("full", "o" + n).bytes()) {
                    assertThat(in.readAllBytes()).isEqualTo(bytes(n));
                }
            }
        } finally {
            Cluster.script("down", settings, "--wipe");
        }
    }

    private static byte[] bytes(int n) {
        byte[] bytes = new byte[1_000_000];
        new SplittableRandom(n).nextBytes(bytes);
        return bytes;
    }
}
