package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bactrian.request.CheckRequest;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Duplicity;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.bactrian.testkit.TrickyTree;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we have mended of a chain of duplicity's, duplicity verifies, restores and goes on with. */
@NeedsPeer({"duplicity", "gpg"})
class RepairIT {
    private static final Instant TIME_0 = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TIME_1 = Instant.parse("2024-01-02T00:00:00Z");
    private static final Instant TIME_2 = Instant.parse("2024-01-03T00:00:00Z");

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void duplicityGoesOnWithWhatWeMended(boolean sealed) throws IOException {
        String passphrase = sealed ? "a pass phrase" : null;
        Path store = temp.resolve("store");
        String url = "file://" + store;
        Path source = temp.resolve("source");
        try (Program program = Program.start(); Duplicity theirs = new Duplicity(temp.resolve("home"), temp.resolve("theirs"), Map.of())) {
            TreeListing first = TreeListing.of(TrickyTree.build(source));
            theirs.backup("full", source, url, TIME_0, passphrase, "--volsize", "1").expectSuccess();
            TrickyTree.change(source);
            theirs.backup("incr", source, url, TIME_1, passphrase, "--volsize", "1").expectSuccess();
            for (Path file : files(store, ".*(sigtar|full.*manifest).*")) {
                Files.delete(file);
            }
            Backups ours = program.at(url, temp.resolve("ours")).passphrase(passphrase).force();
            Program.Result mended = program.send("repair", new CheckRequest(ours.target(), CheckRequest.Level.METADATA, 1, 1, false),
                    ours.seals()).expectSuccess();
            assertThat(mended.text()).contains("3 mended, 0 that can be mended, 0 that cannot.");

            Duplicity fresh = theirs.archive(temp.resolve("fresh"));
            assertThat(fresh.verify(url, source, null, passphrase).expectSuccess().output()).contains("0 differences found");
            fresh.restore(url, temp.resolve("first"), TIME_0, passphrase).expectSuccess();
            assertThat(TreeListing.of(temp.resolve("first")).differencesFrom(first)).isEmpty();
            Files.writeString(source.resolve("added"), "after the repair");
            assertThat(fresh.backup("incr", source, url, TIME_2, passphrase, "-v5").expectSuccess().output()).contains("A added")
                    .doesNotContain("\nM ");
            ours.restore(temp.resolve("last")).expectSuccess();
            assertThat(TreeListing.of(temp.resolve("last")).differencesFrom(TreeListing.of(source))).isEmpty();
        }
    }

    private static List<Path> files(Path folder, String pattern) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> found = all.filter(file -> file.getFileName().toString().matches(pattern)).toList();
            assertThat(found).hasSize(3);
            return found;
        }
    }
}
