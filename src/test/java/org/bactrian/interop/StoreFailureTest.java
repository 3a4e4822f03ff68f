package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.store.StoreHeaders;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store that fails at one operation, each in turn (but the lease's, which have a test of their own): the run ends at once and says it, what was stored before is whole, and the
 * next run succeeds. What may pass is tried again.
 */
@Timeout(120)
class StoreFailureTest {
    private static final Instant TIME_0 = Instant.parse("2024-01-01T00:00:00Z");
    private static final AtomicInteger left = new AtomicInteger();
    private static ErrorKind failure;
    private static Program program;

    @TempDir
    Path temp;

    private Path source;
    private Backups target;

    /** The scheme {@code brittle}: the file store, but one operation of it fails, once. */
    private static final class Brittle extends RouteBuilder {
        @Override
        public void configure() {
            for (String operation : new String[] {"put", "get", "list", "stat", "delete"}) {
                from("direct:brittle-" + operation).routeConfigurationId("store-retries").streamCache("false").process(exchange -> {
                    boolean lease = exchange.getMessage().getHeader(StoreHeaders.OBJECT, "", String.class).startsWith("bactrian-lease");
                    if (!lease && left.getAndDecrement() == 0) {
                        throw new BactrianException(failure, operation + " failed on purpose", "It is a test");
                    }
                }).to("direct:file-" + operation);
            }
        }
    }

    @BeforeAll
    static void start() throws Exception {
        program = Program.start();
        program.context().addRoutes(new Brittle());
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void makeSource() throws IOException {
        source = Files.createDirectory(temp.resolve("source"));
        target = program.at("brittle://" + temp.resolve("store"), temp.resolve("archive")).volumes(1);
        left.set(-1);
        change(0);
        target.time(TIME_0).backup(source).expectSuccess();
    }

    private void change(int round) throws IOException {
        byte[] noise = new byte[300_000];
        new Random(round).nextBytes(noise);
        Files.write(source.resolve("file"), noise);
        Files.writeString(source.resolve("small"), "round " + round);
    }

    @Test
    void eachOperationOfABackupInTurn() throws IOException {
        failure = ErrorKind.STORE_PERMISSION;
        int failed = 0;
        for (boolean done = false; !done; failed++) {
            TreeListing before = TreeListing.of(source);
            change(failed + 1);
            Instant time = TIME_0.plusSeconds(1000L * (failed + 1));
            left.set(failed);
            Program.Result result = target.time(time).backup(source);
            done = left.getAndSet(-1) >= 0;
            assertThat(result.exitCode()).as(result.text()).isEqualTo(done ? 0 : ErrorKind.STORE_PERMISSION.exitCode());
            if (!done) {
                assertThat(result.failure()).hasMessageEndingWith(" failed on purpose");
                expectRestored(before, "before-" + failed);
                target.time(time.plusSeconds(100)).backup(source).expectSuccess();
            }
            expectRestored(TreeListing.of(source), "after-" + failed);
        }
        assertThat(failed).as("operations of a backup: list, get, five volumes or more, signatures, manifest").isGreaterThan(8);
    }

    @Test
    void eachOperationOfARestoreInTurn() throws IOException {
        failure = ErrorKind.STORE_PERMISSION;
        int failed = 0;
        for (boolean done = false; !done; failed++) {
            Path folder = temp.resolve("restored-" + failed);
            Backups stranger = program.at("brittle://" + temp.resolve("store"), temp.resolve("archive-" + failed));
            left.set(failed);
            Program.Result result = stranger.restore(folder);
            done = left.getAndSet(-1) >= 0;
            assertThat(result.exitCode()).as(result.text()).isEqualTo(done ? 0 : ErrorKind.STORE_PERMISSION.exitCode());
            if (!done && Files.exists(folder)) {
                assertThat(TreeListing.of(folder).names().stream().filter(name -> !name.isRoot()))
                        .allSatisfy(name -> assertThat(TreeListing.of(folder).below(name.toString())
                                .differencesFrom(TreeListing.of(source).below(name.toString()))).isEmpty());
            }
            stranger.force().restore(folder).expectSuccess();
            assertThat(TreeListing.of(folder).differencesFrom(TreeListing.of(source))).isEmpty();
        }
        assertThat(failed).as("operations of a restore: list, two copies, five volumes or more").isGreaterThan(6);
    }

    @Test
    void whatMayPassIsTriedAgain() throws IOException {
        failure = ErrorKind.STORE_FAILED;
        for (int at = 0; at < 6; at++) {
            change(at + 1);
            left.set(at);
            target.time(TIME_0.plusSeconds(1000L * (at + 1))).backup(source).expectSuccess();
            Backups stranger = program.at("brittle://" + temp.resolve("store"), temp.resolve("archive-" + at));
            left.set(at);
            stranger.restore(temp.resolve("restored-" + at)).expectSuccess();
            assertThat(left.getAndSet(-1)).as("it failed").isNegative();
            assertThat(TreeListing.of(temp.resolve("restored-" + at)).differencesFrom(TreeListing.of(source))).isEmpty();
        }
    }

    private void expectRestored(TreeListing expected, String folder) throws IOException {
        target.restore(temp.resolve(folder)).expectSuccess();
        assertThat(TreeListing.of(temp.resolve(folder)).differencesFrom(expected)).isEmpty();
    }
}
