package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.bactrian.error.ErrorKind;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a store of ill will puts where the lease stands: nothing, noise, eight mebibytes, another host's lease with numbers beyond all
 * bounds. It can keep a backup waiting, which who has the store can do anyway, and no more: reading goes on, nothing is written beside
 * it, and when it is old the next run takes it over.
 */
class HostileLeaseTest extends BadInput {
    private static final int LARGE = 8 << 20;

    private static byte[] content(String kind) {
        return switch (kind) {
            case "empty" -> new byte[0];
            case "noise" -> noise(3000);
            case "large" -> new byte[LARGE];
            default -> ("Lease " + Long.MAX_VALUE + "\nRun 00112233445566778899aabbccddeeff\nHost evil\u001b[2J\nProcess 1 1\n"
                    + "Machine elsewhere-1\nSeconds " + kind + "\n").getBytes(StandardCharsets.UTF_8);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", "noise", "large", "1", "86400", "9223372036854775807", "-1"})
    void itBlocksNoReaderAndNoWriterForLong(String kind) throws IOException {
        target.time(TIME_0).backup(source).expectSuccess();
        TreeListing first = TreeListing.of(source);
        Path lease = Files.write(store.resolve("bactrian-lease"), content(kind));
        Map<String, String> stored = objects();
        Program.Result refused = target.time(TIME_1).backup(source);
        assertThat(refused.exitCode()).as(refused.text()).isEqualTo(ErrorKind.LEASE_HELD.exitCode());
        assertThat(refused.text()).doesNotContain("\u001b");
        assertThat(objects()).isEqualTo(stored);
        target.restore(restored).expectSuccess();
        assertThat(TreeListing.of(restored).differencesFrom(first)).isEmpty();

        Files.setLastModifiedTime(lease, FileTime.from(Instant.now().minusSeconds(200_000)));
        target.time(TIME_1).backup(source).expectSuccess();
        assertThat(lease).doesNotExist();
        target.time(TIME_1.plusSeconds(60)).backup(source).expectSuccess();
        target.restore(temp.resolve("next")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("next")).differencesFrom(first)).isEmpty();
    }
}
