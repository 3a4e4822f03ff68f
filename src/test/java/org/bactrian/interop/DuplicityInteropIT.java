package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bactrian.chain.Goldens;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Duplicity;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.bactrian.testkit.TrickyTree;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tricky tree there and back: what one of the two programs writes, the other one reads, to the last attribute. */
@NeedsPeer({"duplicity", "gpg"})
class DuplicityInteropIT {
    private static final Instant TIME_0 = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TIME_1 = Instant.parse("2024-01-02T00:00:00Z");
    private static final String PASSPHRASE = "a pass phrase";
    private static final long MIB = 1 << 20;
    private static Program program;

    @TempDir
    Path temp;

    private Duplicity duplicity;
    private String url;
    private Path source;

    @BeforeAll
    static void start() {
        program = Program.start();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void prepare() throws IOException {
        duplicity = new Duplicity(temp.resolve("home"), temp.resolve("their-archive"), Map.of());
        url = "file://" + temp.resolve("store");
        source = temp.resolve("source");
    }

    @AfterEach
    void endAgent() throws IOException {
        duplicity.close();
    }

    @ParameterizedTest(name = "passphrase {0}, volumes of {1} MiB")
    @CsvSource({"false, 1", "false, 200", "true, 1", "true, 200"})
    void duplicityReadsWhatWeWrite(boolean sealed, int mebibytes) throws IOException {
        String passphrase = sealed ? PASSPHRASE : null;
        Backups ours = program.at(url, temp.resolve("our-archive")).passphrase(passphrase).volumes(mebibytes * MIB);
        TreeListing first = TreeListing.of(TrickyTree.build(source));
        ours.time(TIME_0).backup(source).expectSuccess();
        TreeListing second = TreeListing.of(TrickyTree.change(source));
        ours.time(TIME_1).backup(source).expectSuccess();
        assertThat(volumes()).as("volumes of the full").hasSize(mebibytes == 1 ? 3 : 1);

        assertThat(duplicity.verify(url, source, null, passphrase).expectSuccess().output()).contains("0 differences found");
        duplicity.restore(url, temp.resolve("theirs-0"), TIME_0, passphrase).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("theirs-0")).differencesFrom(first)).isEmpty();
        duplicity.restore(url, temp.resolve("theirs-1"), TIME_1, passphrase).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("theirs-1")).differencesFrom(second)).isEmpty();
        ours.time(TIME_0).restore(temp.resolve("ours-0")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("ours-0")).differencesFrom(first)).isEmpty();
        ours.restore(temp.resolve("ours-1")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("ours-1")).differencesFrom(second)).isEmpty();
    }

    private List<Path> volumes() throws IOException {
        try (Stream<Path> objects = Files.list(temp.resolve("store"))) {
            return objects.filter(object -> object.getFileName().toString().matches("duplicity-full\\..*\\.vol\\d+\\..*")).toList();
        }
    }

    @ParameterizedTest(name = "passphrase {0}")
    @ValueSource(booleans = {false, true})
    void weReadWhatDuplicityWrites(boolean sealed) throws IOException {
        String passphrase = sealed ? PASSPHRASE : null;
        Backups ours = program.at(url, temp.resolve("our-archive")).passphrase(passphrase);
        TreeListing first = TreeListing.of(TrickyTree.build(source));
        duplicity.backup("full", source, url, TIME_0, passphrase, "--volsize", "1").expectSuccess();
        TreeListing second = TreeListing.of(TrickyTree.change(source));
        duplicity.backup("incr", source, url, TIME_1, passphrase, "--volsize", "1").expectSuccess();

        ours.time(TIME_0).restore(temp.resolve("ours-0")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("ours-0")).differencesFrom(first)).isEmpty();
        ours.restore(temp.resolve("ours-1")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("ours-1")).differencesFrom(second)).isEmpty();
    }

    /** In one archive directory: an increment of each on a full of each. */
    @ParameterizedTest(name = "duplicity first: {0}")
    @ValueSource(booleans = {true, false})
    void eachGoesOnWhereTheOtherStopped(boolean theirsFirst) throws IOException {
        Path shared = temp.resolve("shared-archive");
        Duplicity theirs = duplicity.archive(shared);
        Backups ours = program.at(url, shared).volumes(MIB);
        TreeListing first = TreeListing.of(TrickyTree.build(source));
        if (theirsFirst) {
            theirs.backup("full", source, url, TIME_0, null).expectSuccess();
        } else {
            ours.time(TIME_0).backup(source).expectSuccess();
        }
        TreeListing second = TreeListing.of(TrickyTree.change(source));
        if (theirsFirst) {
            ours.time(TIME_1).backup(source).expectSuccess();
        } else {
            theirs.backup("incr", source, url, TIME_1, null).expectSuccess();
        }
        assertThat(theirs.verify(url, source, null, null).expectSuccess().output())
                .contains("Local and Remote metadata are synchronized, no sync needed.").contains("0 differences found");
        ours.time(TIME_0).restore(temp.resolve("ours-0")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("ours-0")).differencesFrom(first)).isEmpty();
        ours.restore(temp.resolve("ours-1")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("ours-1")).differencesFrom(second)).isEmpty();
    }

    @ParameterizedTest(name = "of {0} bytes")
    @ValueSource(ints = {0, 12, 65_536, 200_000})
    void aSingleFileIsASource(int length) throws IOException {
        byte[] content = new byte[length];
        new java.util.Random(length).nextBytes(content);
        Files.write(source, content);
        TreeListing listing = TreeListing.of(source);
        program.at(url, temp.resolve("our-archive")).backup(source).expectSuccess();
        duplicity.verify(url, source, null, null).expectSuccess();
        duplicity.restore(url, temp.resolve("theirs"), null, null).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("theirs")).differencesFrom(listing)).isEmpty();
        Files.createDirectory(temp.resolve("ours"));
        program.at(url, temp.resolve("our-archive")).restore(temp.resolve("ours")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("ours")).differencesFrom(listing)).isEmpty();

        duplicity.backup("full", source, "file://" + temp.resolve("store-2"), null, null).expectSuccess();
        program.at("file://" + temp.resolve("store-2"), temp.resolve("our-archive-2")).restore(temp.resolve("back")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("back")).differencesFrom(listing)).isEmpty();
    }

    @Test
    void anEmptyFolderIsASource() throws IOException {
        TreeListing listing = TreeListing.of(Files.createDirectory(source));
        Backups ours = program.at(url, temp.resolve("our-archive"));
        ours.time(TIME_0).backup(source).expectSuccess();
        ours.time(TIME_1).backup(source).expectSuccess(); // an increment without anything in it
        duplicity.verify(url, source, null, null).expectSuccess();
        duplicity.restore(url, temp.resolve("theirs"), null, null).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("theirs")).differencesFrom(listing)).isEmpty();
        ours.restore(temp.resolve("ours")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("ours")).differencesFrom(listing)).isEmpty();

        duplicity.archive(temp.resolve("their-archive-2")).backup("full", source, "file://" + temp.resolve("store-2"), null, null)
                .expectSuccess();
        program.at("file://" + temp.resolve("store-2"), temp.resolve("our-archive-2")).restore(temp.resolve("back")).expectSuccess();
        assertThat(TreeListing.of(temp.resolve("back")).differencesFrom(listing)).isEmpty();
    }

    /** The golden chains that have no listing: both programs restore the same. */
    @Test
    void bothRestoreTheSameOfSeveralChains() throws IOException {
        String golden = "file://" + Goldens.path("chains/remote");
        for (int day : new int[] {1, 3, 8}) {
            Instant time = TIME_0.plusSeconds(day * 86_400L);
            duplicity.restore(golden, temp.resolve("theirs-" + day), time, null).expectSuccess();
            program.at(golden, temp.resolve("our-archive")).time(time).restore(temp.resolve("ours-" + day)).expectSuccess();
            assertThat(TreeListing.of(temp.resolve("ours-" + day)).differencesFrom(TreeListing.of(temp.resolve("theirs-" + day))))
                    .isEmpty();
        }
    }
}
