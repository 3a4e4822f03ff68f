package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bactrian.chain.Goldens;
import org.bactrian.error.ErrorKind;
import org.bactrian.pgp.KeyFile;
import org.bactrian.pgp.Keys;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.pgp.PgpSealBuilder;
import org.bactrian.request.TargetOptions;
import org.bactrian.route.RunProperties;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every golden chain at every time restores to exactly its listing, as root with owners, else without; and what was
 * restored verifies without a difference, by data and by signatures.
 */
class GoldenRestoreTest {
    private static final Instant TIME_0 = Instant.parse("2024-01-01T00:00:00Z");
    private static final String PASSPHRASE = "test";
    private static Program program;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() {
        program = Program.start();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    /** Every {@code tree-N.tsv} there is, as {@code CHAIN N}. */
    static Stream<String> states() throws IOException {
        List<String> states = new ArrayList<>();
        for (String chain : Goldens.names("")) {
            for (int n = 0; Files.exists(Goldens.path(chain + "/tree-" + n + ".tsv")); n++) {
                states.add(chain + " " + n);
            }
        }
        assertThat(states).hasSize(30);
        return states.stream();
    }

    @ParameterizedTest
    @MethodSource("states")
    void restoresToItsListing(String state) throws IOException {
        String chain = state.split(" ")[0];
        int number = Integer.parseInt(state.split(" ")[1]);
        Assumptions.assumeTrue(isRoot() || !chain.equals("special"), "only root can make devices");
        Path folder = temp.resolve("restored");
        Backups target = golden(chain).time(time(number));
        target.restore(folder).expectSuccess();
        assertThat(differences(folder, TreeListing.golden(chain, number))).isEmpty();
        if (isRoot()) { // else it belongs to others than the archive says
            assertClean(target.verify("", folder, true));
            assertClean(target.verify("", folder, false));
        }
    }

    @Test
    void oneThreadThatFetchesNothingAheadMakesTheSame() throws IOException {
        try (Program serial = Program.start(Map.of(), Map.of(RunProperties.VOLUMES_AHEAD, "0", RunProperties.TREE_THREADS, "1"))) {
            for (String chain : List.of("plain", "symmetric", "chains")) {
                Path folder = temp.resolve(chain);
                Backups target = golden(serial, chain);
                target.restore(folder).expectSuccess();
                Path parallel = temp.resolve(chain + "-parallel");
                golden(chain).restore(parallel).expectSuccess();
                assertThat(differences(folder, TreeListing.of(parallel))).isEmpty();
                if (isRoot()) {
                    assertClean(target.verify("", folder, true));
                    assertClean(target.verify("", folder, false));
                }
            }
        }
    }

    private static void assertClean(Program.Result verified) {
        assertThat(verified.expectSuccess().lines()).last().asString()
                .matches("Verify complete: \\d+ files? compared, 0 differences found\\.");
    }

    @Test
    void aTimeBetweenTwoSetsGivesTheEarlierOne() throws IOException {
        golden("plain").time(time(2).minusSeconds(1)).restore(temp.resolve("before")).expectSuccess();
        assertThat(differences(temp.resolve("before"), TreeListing.golden("plain", 1))).isEmpty();
        golden("plain").restore(temp.resolve("now")).expectSuccess();
        assertThat(differences(temp.resolve("now"), TreeListing.golden("plain", 2))).isEmpty();
    }

    @Test
    void aTimeBeforeTheFirstSetGivesNothing() {
        Program.Result result = golden("plain").time(time(0).minusSeconds(1)).restore(temp.resolve("none"));
        assertThat(result.exitCode()).isEqualTo(ErrorKind.NOTHING_TO_RESTORE.exitCode());
        assertThat(result.text()).contains("2024-01-01");
        assertThat(temp.resolve("none")).doesNotExist();
    }

    @Test
    void eachDayOfSeveralChains() throws IOException {
        for (int day = 0; day < 9; day++) {
            Path folder = temp.resolve("day-" + day);
            golden("chains").time(time(day)).restore(folder).expectSuccess();
            List<String> files = new ArrayList<>(List.of(""));
            for (int file = 0; file <= day; file++) {
                files.add("f" + file);
            }
            assertThat(TreeListing.of(folder).names()).map(name -> name.isRoot() ? "" : name.toString())
                    .containsExactlyElementsOf(files);
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aSinglePathBecomesTheTarget(String path) throws IOException {
        for (int number = 0; number < 3; number++) {
            Path folder = temp.resolve("at-" + number);
            golden("plain").time(time(number)).restore(path, folder).expectSuccess();
            assertThat(differences(folder, TreeListing.golden("plain", number).below(path))).isEmpty();
        }
    }

    static Stream<String> paths() {
        return Stream.of("dir", "num", "num/42", "large.bin", "mod-small", "ln-self", "quote\"double", "empty");
    }

    @Test
    void aPathThatIsNotThereIsSaidToBeMissing() {
        Program.Result result = golden("plain").restore("no/such", temp.resolve("none"));
        assertThat(result.exitCode()).isEqualTo(ErrorKind.PATH_NOT_IN_BACKUP.exitCode());
        assertThat(result.failure()).hasMessage("no/such not found in archive - no files restored.");
        assertThat(temp.resolve("none")).doesNotExist();
    }

    /** The archive directory that duplicity left serves as ours, and needs nothing from the store but the listing. */
    @ParameterizedTest
    @MethodSource("archives")
    void anArchiveDirectoryOfDuplicityServes(String chain) throws IOException {
        Backups target = golden(chain);
        Files.createDirectories(target.archive());
        for (String file : Goldens.names(chain + "/archive")) {
            Files.copy(Goldens.path(chain + "/archive/" + file), target.archive().resolve(file));
        }
        Program.Result result = target.time(time(0)).restore(temp.resolve("restored")).expectSuccess();
        assertThat(differences(temp.resolve("restored"), TreeListing.golden(chain, 0))).isEmpty();
        assertThat(result.lines()).contains("Local and Remote metadata are synchronized, no sync needed.");
    }

    static Stream<String> archives() {
        return Stream.of("symmetric", "interrupted");
    }

    private Backups golden(String chain) {
        return golden(program, chain);
    }

    private Backups golden(Program on, String chain) {
        Backups target = on.at("file://" + Goldens.path(chain + "/remote"), temp.resolve("archive-" + chain));
        return switch (chain) {
            case "symmetric", "names-short-enc" -> target.passphrase(PASSPHRASE);
            case "pubkey", "hidden" -> target.sealedBy(keys().build());
            case "names-prefix" -> target.prefixes(new TargetOptions.Prefixes("p-", "a-", "m-", "s-", ""));
            default -> target;
        };
    }

    private static PgpSealBuilder keys() {
        KeyFile secret = new KeyFile(Goldens.path("pubkey/secret-key.asc"));
        return PgpSeal.builder().keys(new Keys(List.of(secret), Clock.systemUTC())).passphrase(Passphrase.of(PASSPHRASE));
    }

    private static Instant time(int number) {
        return TIME_0.plus(Duration.ofDays(number));
    }

    private static List<String> differences(Path folder, TreeListing expected) throws IOException {
        TreeListing actual = TreeListing.of(folder);
        return isRoot() ? actual.differencesFrom(expected) : actual.ignoringOwners().differencesFrom(expected.ignoringOwners());
    }

    private static boolean isRoot() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("unix") && "root".equals(System.getProperty("user.name"));
    }
}
