package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.bactrian.swift.http.RequestBody;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * One object up and down beside python-swiftclient, in one run, the better of two each. A measurement, not a test of the build:
 * what else the machine does decides it. Runs only with {@code -Dthroughput.mib=1024} (or another size).
 */
@EnabledIfSystemProperty(named = "throughput.mib", matches = "\\d+")
@NeedsPeer({"openstack", "swift"})
class ThroughputIT {
    private static final int ROUNDS = 2;

    @TempDir
    Path folder;

    private interface Step {
        void run() throws Exception;
    }

    @Test
    void isAtLeastAsFastAsPythonSwiftclient() throws Exception {
        long mib = Long.getLong("throughput.mib");
        Path file = folder.resolve("big");
        try (OutputStream out = Files.newOutputStream(file)) {
            SplittableRandom random = new SplittableRandom(1);
            byte[] block = new byte[1024 * 1024];
            for (long i = 0; i < mib; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
        SwiftClient client = Cluster.client("v3");
        client.createContainer("speed-it", Map.of());
        double[] best = {1e9, 1e9, 1e9, 1e9};
        for (int round = 0; round < ROUNDS; round++) {
            best[0] = Math.min(best[0], seconds(() -> client.put("speed-it", "ours", RequestBody.of(file), PutOptions.NONE)));
            best[1] = Math.min(best[1], seconds(() -> Cluster.run("v3", "swift", "-q", "upload", "speed-it", file.toString(), "--object-name", "theirs")));
            best[2] = Math.min(best[2], seconds(() -> {
                try (InputStream in = client.get("speed-it", "ours").bytes(); OutputStream out = Files.newOutputStream(folder.resolve("a"))) {
                    in.transferTo(out);
                }
            }));
            best[3] = Math.min(best[3], seconds(() -> Cluster.run("v3", "swift", "-q", "download", "speed-it", "theirs", "-o",
                    folder.resolve("b").toString())));
        }
        assertThat(Files.mismatch(file, folder.resolve("a"))).isEqualTo(-1);
        Cluster.remove(client, "speed-it");
        System.out.printf("%d MiB: up %.1f s, swift %.1f s, ratio %.2f; down %.1f s, swift %.1f s, ratio %.2f%n", mib, best[0], best[1],
                best[1] / best[0], best[2], best[3], best[3] / best[2]);
        assertThat(best[1] / best[0]).as("upload ratio").isGreaterThan(1.0);
        assertThat(best[3] / best[2]).as("download ratio").isGreaterThan(1.0);
    }

    private static double seconds(Step step) throws Exception {
        long begun = System.nanoTime();
        step.run();
        return (System.nanoTime() - begun) / 1e9;
    }
}
