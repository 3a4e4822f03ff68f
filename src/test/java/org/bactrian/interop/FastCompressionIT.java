package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.seal.GzipSeal;
import org.bactrian.seal.DeflateLevels;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Duplicity;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.bactrian.testkit.TrickyTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ISA-L compressed for us is read by everybody. Its own program, igzip, comes with the library. */
@NeedsPeer({"igzip", "duplicity", "gpg"})
class FastCompressionIT {
    private static final Instant TIME_0 = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TIME_1 = Instant.parse("2024-01-02T00:00:00Z");
    private static final String PASSPHRASE = "a pass phrase";

    @TempDir
    Path temp;

    @Test
    void theLibraryIsUsedWhereItIsInstalled() {
        assertThat(DeflateLevels.hasFast()).isTrue();
    }

    @ParameterizedTest(name = "passphrase {0}")
    @ValueSource(booleans = {false, true})
    void duplicityVerifiesRestoresAndContinuesIt(boolean sealed) throws IOException {
        String passphrase = sealed ? PASSPHRASE : null;
        String url = "file://" + temp.resolve("store");
        Path source = temp.resolve("source");
        try (Program program = Program.start();
                Duplicity duplicity = new Duplicity(temp.resolve("home"), temp.resolve("their-archive"), Map.of())) {
            Backups ours = program.at(url, temp.resolve("our-archive")).sealedBy(sealed
                    ? PgpSeal.builder().passphrase(Passphrase.of(PASSPHRASE)).level(DeflateLevels.FAST).build()
                    : new GzipSeal(DeflateLevels.FAST));
            TreeListing first = TreeListing.of(TrickyTree.build(source));
            ours.time(TIME_0).backup(source).expectSuccess();
            assertThat(duplicity.verify(url, source, null, passphrase).expectSuccess().output()).contains("0 differences found");
            duplicity.restore(url, temp.resolve("theirs"), TIME_0, passphrase).expectSuccess();
            assertThat(TreeListing.of(temp.resolve("theirs")).differencesFrom(first)).isEmpty();

            TreeListing second = TreeListing.of(TrickyTree.change(source));
            duplicity.backup("incr", source, url, TIME_1, passphrase).expectSuccess();
            ours.restore(temp.resolve("ours")).expectSuccess();
            assertThat(TreeListing.of(temp.resolve("ours")).differencesFrom(second)).isEmpty();
        }
    }
}
