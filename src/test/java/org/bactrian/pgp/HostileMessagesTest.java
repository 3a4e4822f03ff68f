package org.bactrian.pgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** 100 000 damaged messages, in 64 MB of memory: only clean errors. */
class HostileMessagesTest {
    private static final long SECONDS = 300;

    @Test
    void onlyCleanErrorsInLittleMemory() throws Exception {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-XX:+UseSerialGC",
                "-cp", System.getProperty("java.class.path"), HostileMessages.class.getName(), "100000", "1")
                .redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(output).matches("(?s).*100000 messages, [5-9]\\d{4} refused, heap at most (\\d|[1-5]\\d|6[0-4]) MiB\\s*");
        assertThat(process.exitValue()).isZero();
    }
}
