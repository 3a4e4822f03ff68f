package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Goldens;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.RemoveRequest;
import org.bactrian.request.RemoveRequest.Rule;
import org.bactrian.request.TargetOptions;
import org.bactrian.seal.SealProvider;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The removing commands as shipped, on stores that are the golden chains, against what the real duplicity said and left. */
class RetentionRoutesTest {
    private static final TimeZone ZONE = TimeZone.getDefault();
    private static final FailingStore FAILING = new FailingStore();
    private static final Instant JANUARY_5 = Instant.parse("2024-01-05T00:00:00Z");
    private static final SealProvider NONE = null; // removing opens nothing

    private static Program program;

    @TempDir
    private Path temp;
    private StoreFolder store;

    @BeforeAll
    static void start() throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        program = Program.start();
        program.context().addRoutes(FAILING);
    }

    @AfterAll
    static void stop() {
        program.close();
        TimeZone.setDefault(ZONE);
    }

    @BeforeEach
    void store() throws IOException {
        store = StoreFolder.ofGolden("chains", temp.resolve("store"));
        FAILING.failAfter(Integer.MAX_VALUE);
    }

    private Backups backups(String scheme) {
        return program.at(store.url(scheme), temp.resolve("archive"));
    }

    private static Program.Result send(String command, TargetOptions target, Rule rule, Instant time, int count) {
        return program.send(command, new RemoveRequest(target, rule, time, count), NONE);
    }

    private static Program.Result olderThan(Instant time, Backups backups) {
        return send("remove-older-than", backups.target(), Rule.OLDER_THAN, time, 0);
    }

    private static Program.Result cleanup(Backups backups) {
        return send("cleanup", backups.target(), Rule.CLEANUP, null, 0);
    }

    private static Program.Result allIncrementsButOneFull(Backups backups) {
        return send("remove-all-inc-of-but-n-full", backups.target(), Rule.ALL_INCREMENTS_OF_BUT_N_FULL, null, 1);
    }

    /** As the archive directory is after the backups that made the store. */
    private void fillArchive() throws IOException {
        Path archive = Files.createDirectories(backups("file").archive());
        for (String name : store.names()) {
            if (!name.contains(".vol")) {
                Files.copy(store.path().resolve(name), archive.resolve(name));
            }
        }
    }

    /** Expected output, and the names left after it. */
    private record Expected(List<String> lines, List<String> left) {
        static Expected of(String file) throws IOException {
            List<String> all = Files.readAllLines(Goldens.path("chains/expected/" + file));
            int end = all.indexOf("== remote files left ==");
            return new Expected(all.subList(0, end < 0 ? all.size() : end - 1), end < 0 ? List.of() : all.subList(end + 1, all.size()));
        }
    }

    /** What a user sees at the standard verbosity. */
    private static List<String> said(Program.Result result) {
        assertThat(result.exitCode()).as(result.text()).isZero();
        List<String> lines = new ArrayList<>(result.lines().stream().filter(line -> !line.startsWith("Deleting ")).toList());
        lines.addAll(result.body().lines().takeWhile(line -> !line.isEmpty()).toList()); // an empty line, then our reasons
        return lines;
    }

    @Test
    void withoutForceItOnlySaysWhatDuplicitySays() throws IOException {
        fillArchive();
        List<String> before = store.names();
        assertThat(said(olderThan(JANUARY_5, backups("file")))).isEqualTo(Expected.of("remove-older-than-2024-01-05.txt").lines());
        assertThat(said(send("remove-all-but-n-full", backups("file").target(), Rule.ALL_BUT_N_FULL, null, 2)))
                .isEqualTo(Expected.of("remove-all-but-2-full.txt").lines());
        assertThat(said(allIncrementsButOneFull(backups("file")))).isEqualTo(Expected.of("remove-all-inc-of-but-1-full.txt").lines());
        List<String> cleanup = Expected.of("cleanup.txt").lines();
        assertThat(said(cleanup(backups("file")))).isEqualTo(cleanup.subList(1, cleanup.size()));
        assertThat(store.names()).isEqualTo(before);
    }

    @Test
    void withForceItSaysAndLeavesWhatDuplicityDoes() throws IOException {
        fillArchive();
        Expected first = Expected.of("remove-all-inc-of-but-1-full-force.txt");
        assertThat(said(allIncrementsButOneFull(backups("file").force()))).isEqualTo(first.lines());
        assertThat(store.names()).isEqualTo(first.left());
        Expected second = Expected.of("remove-older-than-2024-01-05-force.txt");
        assertThat(said(olderThan(JANUARY_5, backups("file").force()))).isEqualTo(second.lines());
        assertThat(store.names()).isEqualTo(second.left());
        assertThat(archived()).isEqualTo(store.names().stream().filter(name -> !name.contains(".vol")).toList());
    }

    private List<String> archived() throws IOException {
        return StoreFolder.names(backups("file").archive()).stream().filter(name -> name.startsWith("duplicity-")).toList();
    }

    @Test
    void aDryRunSaysSoAndRemovesNothing() throws IOException {
        fillArchive();
        List<String> before = store.names();
        List<String> archived = archived();
        TargetOptions forced = backups("file").force().target();
        TargetOptions dry = new TargetOptions(forced.target(), forced.archiveDir(), forced.name(), forced.prefixes(), forced.style(),
                forced.separator(), forced.allMetadata(), true, true);
        Program.Result result = send("remove-all-but-n-full", dry, Rule.ALL_BUT_N_FULL, null, 1);
        assertThat(said(result)).contains("Deleting backup chains at times:");
        assertThat(store.names()).isEqualTo(before);
        assertThat(archived()).isEqualTo(archived);
    }

    @Test
    void keepsOneFullAndForgetsNothingElse() throws IOException {
        said(send("remove-all-but-n-full", backups("file").force().target(), Rule.ALL_BUT_N_FULL, null, 1));
        assertThat(store.sets()).extracting(set -> set.id().time()).containsExactly(Instant.parse("2024-01-07T00:00:00Z"),
                Instant.parse("2024-01-08T00:00:00Z"), Instant.parse("2024-01-09T00:00:00Z"));
        assertThat(store.names()).hasSize(9);
    }

    @Test
    void whereverARemovalFailsChainsThatLookWholeAreWhole() throws IOException {
        List<BackupSet> all = store.sets();
        List<String> expected = Expected.of("remove-older-than-2024-01-05-force.txt").left();
        int failed = 0;
        for (int n = 0; n <= 18; n++) {
            FAILING.failAfter(n);
            StoreFolder broken = StoreFolder.ofGolden("chains", temp.resolve("broken" + n));
            Backups backups = program.at(broken.url("failing"), temp.resolve("archive" + n)).force();
            Program.Result result = olderThan(Instant.parse("2024-01-07T00:00:00Z"), backups);
            if (n < 18) {
                assertThat(result.exitCode()).isEqualTo(ErrorKind.STORE_PERMISSION.exitCode());
                failed++;
            }
            assertThat(broken.names()).hasSize(27 - n);
            assertThat(broken.sets()).as("after %d deletions", n).allSatisfy(set -> {
                BackupSet before = all.stream().filter(one -> one.id().equals(set.id())).findFirst().orElseThrow();
                assertThat(set.volumeCount()).isEqualTo(before.volumeCount());
                assertThat(set.signatures()).isPresent();
            });
            assertThat(broken.collection().orphaned()).isEmpty();
            FAILING.failAfter(Integer.MAX_VALUE);
            said(olderThan(Instant.parse("2024-01-07T00:00:00Z"), backups));
            said(cleanup(backups));
            assertThat(broken.names()).as("repeated after %d deletions", n).isEqualTo(expected);
        }
        assertThat(failed).isEqualTo(18);
    }

    @Test
    void cleanupRemovesWhatNoChainLeadsTo() throws IOException {
        fillArchive();
        Files.delete(store.path().resolve("duplicity-full.20240107T000000Z.manifest"));
        Program.Result proposed = cleanup(backups("file"));
        assertThat(said(proposed)).contains("Found the following files to delete:",
                "Run duplicity again with the --force option to actually delete.");
        assertThat(store.names()).hasSize(26);
        assertThat(said(cleanup(backups("file").force()))).contains("Deleting these files from backend:");
        assertThat(store.names()).hasSize(18).noneMatch(name -> name.contains("20240107"));
        assertThat(archived()).noneMatch(name -> name.contains("20240107"));
        assertThat(said(cleanup(backups("file").force()))).contains("No extraneous files found, nothing deleted in cleanup.");
    }

    @Test
    void aDamagedCopyOfAManifestIsNoObstacle() throws IOException {
        fillArchive();
        Files.writeString(backups("file").archive().resolve("duplicity-full.20240101T000000Z.manifest"), "Volume x");
        assertThat(said(olderThan(JANUARY_5, backups("file").force()))).contains("Deleting backup chain at time:");
        assertThat(archived()).noneMatch(name -> name.contains("20240101"));
    }

    @Test
    void aMissingStoreIsNotMade() {
        Path missing = temp.resolve("missing");
        Program.Result result = cleanup(program.at("file://" + missing, temp.resolve("archive")).force());
        assertThat(result.exitCode()).isEqualTo(ErrorKind.STORE_NOT_FOUND.exitCode());
        assertThat(missing).doesNotExist();
    }
}
