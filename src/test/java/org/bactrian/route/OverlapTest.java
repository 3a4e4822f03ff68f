package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Over a network that is slow to answer, volumes must be on their way side by side. The store here lets nothing pass before four of them
 * are, so what does not overlap does not end; no clock is looked at.
 */
class OverlapTest {
    private static final int TOGETHER = 4;
    private static final int VOLUME = 1 << 16;
    private static final long PATIENCE_SECONDS = 20;

    @TempDir
    private Path temp;
    private Path source;
    private final Meeting meeting = new Meeting();
    private Program program;

    @BeforeEach
    void tree() throws IOException {
        source = Files.createDirectory(temp.resolve("source"));
        Random random = new Random(8);
        for (int i = 0; i < 3 * TOGETHER; i++) {
            byte[] content = new byte[VOLUME];
            random.nextBytes(content);
            Files.write(source.resolve("file" + i), content);
        }
    }

    @AfterEach
    void stop() {
        program.close();
    }

    private Backups backups(Map<String, String> settings) throws Exception {
        program = Program.start(Map.of(), settings);
        program.context().addRoutes(meeting);
        return program.at("meeting://" + temp.resolve("store"), temp.resolve("archive")).volumes(VOLUME);
    }

    @Test
    void volumesGoUpSideBySide() throws Exception {
        Backups backups = backups(Map.of());
        meeting.arrange("put");
        backups.backup(source).expectSuccess();
        assertThat(meeting.most()).isGreaterThanOrEqualTo(TOGETHER);
    }

    @Test
    void volumesComeDownSideBySide() throws Exception {
        Backups backups = backups(Map.of());
        backups.backup(source).expectSuccess();
        meeting.arrange("get");
        backups.restore(temp.resolve("restored")).expectSuccess();
        assertThat(meeting.most()).isGreaterThanOrEqualTo(TOGETHER);
        assertThat(Files.mismatch(source.resolve("file3"), temp.resolve("restored/file3"))).isEqualTo(-1);
    }

    @Test
    void withoutReadingAheadTheyComeOneAfterTheOther() throws Exception {
        Backups backups = backups(Map.of(RunProperties.VOLUMES_AHEAD, "0", RunProperties.TREE_THREADS, "1"));
        backups.backup(source).expectSuccess();
        meeting.arrange("get");
        meeting.patience = 0;
        backups.restore(temp.resolve("restored")).expectSuccess();
        assertThat(meeting.most()).isOne();
    }

    /** A store of the scheme {@code meeting}: its volumes meet before the first of them passes. */
    private static final class Meeting extends RouteBuilder {
        /** Opens when enough are before it. */
        private final CountDownLatch gate = new CountDownLatch(1);
        private volatile String arranged = "";
        private volatile long patience = PATIENCE_SECONDS;
        private int now;
        private int most;

        void arrange(String operation) {
            arranged = operation;
        }

        synchronized int most() {
            return most;
        }

        @Override
        public void configure() {
            for (String operation : new String[] {"put", "get", "list", "stat", "delete"}) {
                from("direct:meeting-" + operation).streamCache("false").errorHandler(noErrorHandler())
                        .process(exchange -> arrive(operation, exchange.getMessage().getHeader("BactrianObject", String.class)))
                        .to("direct:file-" + operation)
                        .process(exchange -> leave(operation, exchange.getMessage().getHeader("BactrianObject", String.class)));
            }
        }

        private boolean counts(String operation, String object) {
            return operation.equals(arranged) && object.contains(".vol");
        }

        private void arrive(String operation, String object) throws InterruptedException {
            if (!counts(operation, object)) {
                return;
            }
            synchronized (this) {
                now++;
                most = Math.max(most, now);
                if (now == TOGETHER) {
                    gate.countDown();
                }
            }
            gate.await(patience, TimeUnit.SECONDS);
        }

        private synchronized void leave(String operation, String object) {
            now -= counts(operation, object) ? 1 : 0;
        }
    }
}
