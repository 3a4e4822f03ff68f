package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import org.bactrian.request.RemoveRequest;
import org.bactrian.request.RemoveRequest.Rule;
import org.bactrian.request.ReplicateRequest;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Duplicity;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same command by the real duplicity and by the shipped routes, on copies of one store. */
@NeedsPeer("duplicity")
class RetentionRoutesIT {
    private static final TimeZone ZONE = TimeZone.getDefault();

    private static Program program;

    @TempDir
    private Path temp;
    private Duplicity duplicity;

    @BeforeAll
    static void start() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        program = Program.start();
    }

    @AfterAll
    static void stop() {
        program.close();
        TimeZone.setDefault(ZONE);
    }

    @BeforeEach
    void duplicity() throws IOException {
        duplicity = new Duplicity(temp.resolve("home"), temp.resolve("their-archive"), Map.of());
    }

    @ParameterizedTest
    @CsvSource({"remove-older-than, OLDER_THAN, 2024-01-05T00:00:00Z, 0", "remove-older-than, OLDER_THAN, 2024-01-20T00:00:00Z, 0",
        "remove-all-but-n-full, ALL_BUT_N_FULL, , 1", "remove-all-inc-of-but-n-full, ALL_INCREMENTS_OF_BUT_N_FULL, , 2",
        "cleanup, CLEANUP, , 0"})
    void saysAndLeavesWhatDuplicityDoes(String command, Rule rule, Instant time, int count) throws IOException {
        StoreFolder theirs = StoreFolder.ofGolden("chains", temp.resolve("theirs"));
        StoreFolder ours = StoreFolder.ofGolden("chains", temp.resolve("ours"));
        for (StoreFolder store : List.of(theirs, ours)) { // for cleanup: an increment unfinished, and one on it
            Files.delete(store.path().resolve("duplicity-inc.20240107T000000Z.to.20240108T000000Z.manifest"));
            Files.delete(store.path().resolve("duplicity-new-signatures.20240107T000000Z.to.20240108T000000Z.sigtar.gz"));
            Files.delete(store.path().resolve("duplicity-new-signatures.20240108T000000Z.to.20240109T000000Z.sigtar.gz"));
        }
        Backups backups = program.at(ours.url(), temp.resolve("our-archive")).force();
        Program.Result said = program.send(command, new RemoveRequest(backups.target(), rule, time, count), backups.seals()).expectSuccess();
        List<String> words = time != null ? List.of(command, time.toString()) : count > 0 ? List.of(command, "" + count) : List.of(command);
        List<String> arguments = new ArrayList<>(words);
        arguments.addAll(List.of(theirs.url(), "--force"));
        Duplicity.Result result = duplicity.run(null, arguments).expectSuccess();
        assertThat(ours.names()).isEqualTo(theirs.names());
        if (rule != Rule.CLEANUP) { // whose order is duplicity's hash tables'
            assertThat(result.output()).contains(said.body().replaceAll("(?s)\n\nSet .*", "\n").replaceAll("(?m)^Deleting (complete|any).*\\R", ""));
        }
    }

    @Test
    void whatARemovalLeavesDuplicityRestoresAndContinues() throws IOException {
        StoreFolder store = StoreFolder.ofGolden("chains", temp.resolve("store"));
        Backups backups = program.at(store.url(), temp.resolve("our-archive")).force();
        program.send("remove-all-but-n-full", new RemoveRequest(backups.target(), Rule.ALL_BUT_N_FULL, null, 1), backups.seals()).expectSuccess();
        Path theirs = temp.resolve("theirs");
        Path ours = temp.resolve("ours");
        duplicity.restore(store.url(), theirs, null, null).expectSuccess();
        backups.restore(ours).expectSuccess();
        assertThat(TreeListing.of(ours).differencesFrom(TreeListing.of(theirs))).isEmpty();
        duplicity.backup("incremental", theirs, store.url(), null, null, "--allow-source-mismatch").expectSuccess();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 66_000})
    void duplicityRestoresAReplicaAndAddsToIt(long volumeBytes) throws IOException {
        StoreFolder from = StoreFolder.ofGolden("plain", temp.resolve("from"));
        StoreFolder to = new StoreFolder(temp.resolve("to"));
        Backups replica = program.at(to.url(), temp.resolve("our-archive")).passphrase("test");
        program.send("replicate", new ReplicateRequest(program.at(from.url(), temp.resolve("other")).target(), replica.target(), null,
                volumeBytes), replica.seals()).expectSuccess();
        try (Duplicity peer = duplicity) {
            for (int time = 0; time < 3; time++) {
                Instant at = Instant.ofEpochSecond(1704067200 + 86400L * time);
                peer.restore(to.url(), temp.resolve("replica" + time), at, "test").expectSuccess();
                peer.archive(temp.resolve("third")).restore(from.url(), temp.resolve("original" + time), at, null).expectSuccess();
                assertThat(TreeListing.of(temp.resolve("replica" + time)).differencesFrom(TreeListing.of(temp.resolve("original" + time)))).isEmpty();
            }
            peer.backup("incremental", temp.resolve("replica2"), to.url(), null, "test", "--allow-source-mismatch").expectSuccess();
        }
    }
}
