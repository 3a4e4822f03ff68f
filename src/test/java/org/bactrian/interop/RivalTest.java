package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.bactrian.error.ErrorKind;
import org.bactrian.store.StoreHeaders;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In the moment in which a run stores its manifest, another takes its lease over, and may have stored a set of its own. */
class RivalTest extends BadInput {
    private static final Instant RIVAL_TIME = TIME_1.plusSeconds(60);
    private static final String RIVAL = "duplicity-inc.20240101T000000Z.to.20240102T000100Z.";
    private Program disturbed;
    private Moment moment;
    private Backups ours;

    /** The file store, and what happens in it right after an increment's manifest. */
    private static final class Moment extends RouteBuilder {
        private interface Event {
            void happen() throws IOException;
        }

        private Event event;

        @Override
        public void configure() {
            for (String operation : new String[] {"put", "get", "list", "stat", "delete"}) {
                from("direct:moment-" + operation).streamCache("false").errorHandler(noErrorHandler()).to("direct:file-" + operation)
                        .process(exchange -> {
                            Event due = event;
                            if (due != null && operation.equals("put")
                                    && (INCREMENT + "manifest").equals(exchange.getMessage().getHeader(StoreHeaders.OBJECT))) {
                                event = null;
                                due.happen();
                            }
                        });
            }
        }
    }

    @BeforeEach
    void backUp() throws Exception {
        disturbed = Program.start();
        moment = new Moment();
        disturbed.context().addRoutes(moment);
        ours = disturbed.at("moment://" + store, temp.resolve("archive")).volumes(1);
        ours.time(TIME_0).backup(source).expectSuccess();
        Files.writeString(source.resolve("a"), "changed\n");
        // by signatures alone a change within the second that its last backup shows cannot be told
        Files.setLastModifiedTime(source.resolve("a"), FileTime.from(TIME_1));
    }

    @AfterEach
    void end() {
        disturbed.close();
    }

    private void takeTheLease() throws IOException {
        Files.writeString(store.resolve("bactrian-lease"), "Lease 99\nRun 00112233445566778899aabbccddeeff\nHost other\nProcess 1 1\n"
                + "Machine elsewhere-1\nSeconds 120\n");
    }

    private static void copy(Path from, Path to, String beginning) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(beginning)).toList()) {
                if (!Files.exists(to.resolve(file.getFileName()))) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    @Test
    void theManifestIsTakenBackIfTheOtherHasStoredASet() throws IOException {
        Path elsewhere = temp.resolve("elsewhere");
        copy(store, elsewhere, "duplicity");
        program.at("file://" + elsewhere, temp.resolve("other")).time(RIVAL_TIME).backup(source).expectSuccess();
        TreeListing theirs = TreeListing.of(source);
        Files.writeString(source.resolve("c"), "only of ours\n");
        Files.setLastModifiedTime(source.resolve("c"), FileTime.from(TIME_1));
        moment.event = () -> {
            takeTheLease();
            copy(elsewhere, store, "duplicity-");
        };
        Program.Result result = ours.time(TIME_1).backup(source);
        expect(result, ErrorKind.LEASE_LOST, "20240102T000100Z");
        assertThat(store.resolve(INCREMENT + "manifest")).as("taken back").doesNotExist();
        assertThat(store.resolve(RIVAL + "manifest")).as("the other's").exists();
        assertThat(store.resolve("bactrian-lease")).as("the other's lease is not ours to remove").content().startsWith("Lease 99\n");

        Backups anybody = program.at("file://" + store, temp.resolve("anybody"));
        anybody.restore(restored).expectSuccess();
        assertThat(TreeListing.of(restored).differencesFrom(theirs)).isEmpty();
        Files.delete(store.resolve("bactrian-lease"));
        ours.time(RIVAL_TIME.plusSeconds(60)).backup(source).expectSuccess();
        anybody.restore(temp.resolve("next")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("next")).differencesFrom(TreeListing.of(source))).isEmpty();
        assertThat(anybody.verify("", source, true).expectSuccess().differences()).isZero();
    }

    @Test
    void itStaysIfTheOtherHasStoredNone() throws IOException {
        moment.event = this::takeTheLease;
        Program.Result result = ours.time(TIME_1).backup(source);
        assertThat(result.exitCode()).as(result.text()).isZero();
        assertThat(store.resolve(INCREMENT + "manifest")).exists();
        assertThat(store.resolve("bactrian-lease")).content().startsWith("Lease 99\n");
        program.at("file://" + store, temp.resolve("anybody")).restore(restored).expectSuccess();
        assertThat(TreeListing.of(restored).differencesFrom(TreeListing.of(source))).isEmpty();
    }
}
