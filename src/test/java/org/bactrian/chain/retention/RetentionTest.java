package org.bactrian.chain.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bactrian.chain.StoreListing.day;
import static org.bactrian.chain.StoreListing.id;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Goldens;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.Packing;
import org.bactrian.chain.Prefixes;
import org.bactrian.chain.ProtectionMark;
import org.bactrian.chain.SetId;
import org.bactrian.chain.StoreListing;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.KeepRules;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

    private static Retention of(List<String> store, List<String> archive) {
        BackupCollection collection = BackupCollection.of(NameScheme.standard(), StoreListing.objects(store), archive);
        return new Retention(collection, archive, NameScheme.standard(), NOW, UTC);
    }

    private static Retention of(StoreListing listing) {
        return of(listing.names(), List.of());
    }

    private static List<String> after(List<String> names, RetentionPlan plan) {
        List<String> left = new ArrayList<>(names);
        left.removeAll(plan.objects());
        return left;
    }

    /** The cache that belongs to a plain store. */
    private static List<String> cache(List<String> store) {
        return store.stream().filter(name -> !name.contains(".vol")).toList();
    }

    /** The expected text without the line that every command says first, and the names left. */
    private static List<List<String>> expected(String file) throws IOException {
        List<String> lines = Files.readAllLines(Goldens.path("chains/expected/" + file));
        int end = lines.indexOf("== remote files left ==");
        return List.of(lines.subList(1, end < 0 ? lines.size() : end - 1), end < 0 ? List.of() : lines.subList(end + 1, lines.size()));
    }

    @Test
    void saysAndDoesWhatDuplicityDoesToTheGoldenChains() throws IOException {
        List<String> store = Goldens.names("chains/remote");
        Retention retention = of(store, cache(store));
        assertThat(retention.removeAllButNFull(2).lines(false)).isEqualTo(expected("remove-all-but-2-full.txt").get(0));
        assertThat(retention.removeOlderThan(day(5)).lines(false)).isEqualTo(expected("remove-older-than-2024-01-05.txt").get(0));
        assertThat(retention.removeAllIncOfButNFull(1).lines(false)).isEqualTo(expected("remove-all-inc-of-but-1-full.txt").get(0));
        List<String> cleanup = Files.readAllLines(Goldens.path("chains/expected/cleanup.txt"));
        assertThat(retention.cleanup().lines(true)).isEqualTo(cleanup.subList(2, 3));

        RetentionPlan increments = retention.removeAllIncOfButNFull(1);
        List<List<String>> first = expected("remove-all-inc-of-but-1-full-force.txt");
        assertThat(increments.lines(true)).isEqualTo(first.get(0));
        List<String> left = after(store, increments);
        assertThat(left).isEqualTo(first.get(1));

        RetentionPlan old = of(left, cache(left)).removeOlderThan(day(5));
        List<List<String>> second = expected("remove-older-than-2024-01-05-force.txt");
        assertThat(old.lines(true)).isEqualTo(second.get(0));
        assertThat(after(left, old)).isEqualTo(second.get(1));
        assertThat(old.localFiles()).hasSize(4);
    }

    @Test
    void theManifestGoesFirstAndTheNewestSetBeforeAll() {
        RetentionPlan plan = of(StoreListing.plain().full(1).increment(1, 2).full(3)).removeOlderThan(day(3));
        assertThat(plan.objects()).containsExactly("duplicity-inc.20240101T000000Z.to.20240102T000000Z.manifest",
                "duplicity-new-signatures.20240101T000000Z.to.20240102T000000Z.sigtar.gz",
                "duplicity-inc.20240101T000000Z.to.20240102T000000Z.vol1.difftar.gz", "duplicity-full.20240101T000000Z.manifest",
                "duplicity-full-signatures.20240101T000000Z.sigtar.gz", "duplicity-full.20240101T000000Z.vol1.difftar.gz");
    }

    @Test
    void theLastChainStaysEvenWithoutSignatures() {
        StoreListing listing = StoreListing.plain().manifest(SetId.full(day(1))).volumes(SetId.full(day(1)), 1);
        RetentionPlan plan = of(listing).removeOlderThan(day(9));
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.lines(true)).first().asString().startsWith("Current active backup chain is older than specified time.");
    }

    /** Full 3000 is of the year 2032. */
    @Test
    void aChainOfTheFuturePushesNothingOut() {
        StoreListing listing = StoreListing.plain().full(1).full(2).increment(2, 3).full(3000);
        List<RetentionPlan> plans = List.of(of(listing).removeOlderThan(day(10)), of(listing).removeAllButNFull(1));
        assertThat(plans).allSatisfy(plan -> assertThat(plan.decisions()).extracting(Decision::goes).containsExactly(true, false, false, false));
        assertThat(of(listing).removeAllButNFull(2).isEmpty()).isTrue();
        assertThat(of(listing).removeOlderThan(day(10)).proposal()).anyMatch(line -> line.startsWith("Current active backup chain is older"));
    }

    @Test
    void hiddenSetsGoWithTheirChain() {
        RetentionPlan plan = of(StoreListing.plain().full(1).increment(1, 2).increment(1, 3).full(4)).removeOlderThan(day(4));
        assertThat(plan.objects()).hasSize(9);
        assertThat(of(StoreListing.plain().full(1).increment(1, 2).increment(1, 3).full(4)).removeAllIncOfButNFull(1).objects()).hasSize(6);
    }

    @Test
    void cleanupTakesWhatNoChainLeadsTo() {
        StoreListing listing = StoreListing.plain().full(1).increment(2, 3).volumes(SetId.full(day(6)), 1).signatures(SetId.full(day(6)))
                .signatures(id(8, 9)).named("notes.txt");
        String stray = "duplicity-new-signatures.20240107T000000Z.to.20240108T000000Z.sigtar.gz";
        RetentionPlan plan = of(listing.names(), List.of(stray, "duplicity-full.20240106T000000Z.manifest.part", "lockfile")).cleanup();
        assertThat(plan.objects()).containsExactly("duplicity-full-signatures.20240106T000000Z.sigtar.gz",
                "duplicity-full.20240106T000000Z.vol1.difftar.gz", "duplicity-inc.20240102T000000Z.to.20240103T000000Z.manifest",
                "duplicity-new-signatures.20240102T000000Z.to.20240103T000000Z.sigtar.gz",
                "duplicity-inc.20240102T000000Z.to.20240103T000000Z.vol1.difftar.gz",
                "duplicity-new-signatures.20240108T000000Z.to.20240109T000000Z.sigtar.gz");
        assertThat(plan.localFiles()).containsExactly(stray, "duplicity-full.20240106T000000Z.manifest.part");
        assertThat(plan.lines(false)).hasSize(9).startsWith("Found the following files to delete:")
                .endsWith(stray, "Run duplicity again with the --force option to actually delete.");
        assertThat(plan.lines(true)).hasSize(8).startsWith("Deleting these files from backend:");
        RetentionPlan one = of(StoreListing.plain().full(1).volumes(SetId.full(day(2)), 1)).cleanup();
        assertThat(one.lines(false)).startsWith("Found the following file to delete:");
        assertThat(one.lines(true)).startsWith("Deleting this file from backend:");
    }

    @Test
    void everySetIsToldWhyItGoesOrStays() {
        RetentionPlan plan = of(StoreListing.plain().full(1).increment(1, 2).increment(2, 5).full(6).increment(6, 7).full(8)).removeOlderThan(day(4));
        assertThat(plan.isEmpty()).isTrue();
        assertThat(why(plan)).containsExactly("stays the increment of 20240105T000000Z builds on it", "stays the increment of 20240105T000000Z builds on it",
                "stays not before Thu Jan  4 00:00:00 2024", "stays not before Thu Jan  4 00:00:00 2024",
                "stays not before Thu Jan  4 00:00:00 2024", "stays not before Thu Jan  4 00:00:00 2024");
        assertThat(why(of(StoreListing.plain().full(1).increment(1, 2).full(3)).removeOlderThan(day(9)))).containsExactly(
                "goes its chain ended before Tue Jan  9 00:00:00 2024", "goes its chain ended before Tue Jan  9 00:00:00 2024",
                "stays of the last chain, which always stays");
        assertThat(why(of(StoreListing.plain().full(1).increment(1, 2).full(3)).removeAllIncOfButNFull(1))).containsExactly(
                "stays a full backup; this command removes increments", "goes its chain ended before the last full backup",
                "stays not before the last full backup");
        assertThat(why(of(StoreListing.plain().full(1).increment(2, 3).volumes(SetId.full(day(6)), 1)).cleanup())).containsExactly(
                "goes no chain leads to it, so it cannot be restored", "goes unfinished: it has no manifest");
    }

    private static List<String> why(RetentionPlan plan) {
        return plan.decisions().stream().map(decision -> (decision.goes() ? "goes " : "stays ") + String.join("; ", decision.why())).toList();
    }

    private static StoreListing marked(StoreListing listing, SetId... sets) {
        for (SetId set : sets) {
            listing.named(ProtectionMark.name(set, Prefixes.NONE));
        }
        return listing;
    }

    @Test
    void whatIsProtectedStaysWhateverTheCommand() {
        StoreListing listing = StoreListing.plain().full(1).increment(1, 2).increment(2, 3).increment(3, 4).full(5).full(6);
        Retention retention = of(marked(listing, id(2, 3)));
        assertThat(retention.removeOlderThan(day(9)).objects()).allMatch(name -> name.contains("20240105"));
        assertThat(why(retention.removeOlderThan(day(9)))).startsWith("stays the protected increment of 20240103T000000Z builds on it",
                "stays the protected increment of 20240103T000000Z builds on it", "stays protected", "stays something of its chain is protected");
        assertThat(retention.removeAllButNFull(1).objects()).allMatch(name -> name.contains("20240105"));
        assertThat(retention.removeAllIncOfButNFull(1).objects()).allMatch(name -> name.contains("20240103T000000Z.to.20240104")).hasSize(3);
        Retention cleaning = of(marked(StoreListing.plain().full(1).increment(2, 3), id(2, 3)));
        assertThat(cleaning.cleanup().isEmpty()).isTrue();
    }

    @Test
    void aMarkOfWhatIsGoneIsCleanedUp() {
        RetentionPlan plan = of(marked(StoreListing.plain().full(5), SetId.full(day(1)), SetId.full(day(5)))).cleanup();
        assertThat(plan.objects()).containsExactly("bactrian-protect-full.20240101T000000Z");
    }

    @Test
    void theCountMustBePositive() {
        for (int count : new int[] {0, -1}) {
            assertThatThrownBy(() -> of(StoreListing.plain()).removeAllButNFull(count)).isInstanceOfSatisfying(BactrianException.class,
                    e -> assertThat(e.kind()).isEqualTo(ErrorKind.USAGE));
            assertThatThrownBy(() -> of(StoreListing.plain()).removeAllIncOfButNFull(count)).isInstanceOf(BactrianException.class);
        }
        assertThat(of(StoreListing.plain().full(1)).removeAllButNFull(2).lines(true)).containsExactly("No old backup sets found, nothing deleted.");
    }

    /** Broken off after any deletion, what is left looks whole only if it is. */
    @Property(tries = 200, seed = "20240101")
    void brokenOffAnywhereItHarmsNothing(@ForAll("stores") Set<SetId> sets, @ForAll int choice) {
        StoreListing listing = StoreListing.plain();
        sets.forEach(set -> listing.manifest(set).signatures(set).volumes(set, 1, 2));
        Retention retention = of(listing);
        RetentionPlan plan = switch (Math.floorMod(choice, 5)) {
            case 0 -> retention.cleanup();
            case 1 -> retention.removeOlderThan(day(6));
            case 2 -> retention.removeAllButNFull(1);
            case 3 -> new Pruning(listing.collection(), day(20), UTC).plan(new KeepRules(2, 0, 0, 0, 0, 0, null), List.of(),
                    NameScheme.standard());
            default -> retention.removeAllIncOfButNFull(1);
        };
        assertThat(plan.objects()).doesNotHaveDuplicates();
        Instant end = listing.collection().latest().map(BackupChain::end).orElse(Instant.MIN);
        List<String> left = new ArrayList<>(listing.names());
        for (String name : plan.objects()) {
            assertThat(left.remove(name)).isTrue();
            BackupCollection collection = BackupCollection.of(NameScheme.standard(), StoreListing.objects(left), List.of());
            for (BackupChain chain : collection.chains()) {
                assertThat(chain.sets()).as("after %s", name).allSatisfy(set -> assertThat(whole(set)).isTrue());
            }
            // a set that another one kept out of the chain may come back in between; the newest state is never lost
            assertThat(collection.latest().map(BackupChain::end).orElse(Instant.MIN)).isAfterOrEqualTo(end);
        }
    }

    private static boolean whole(BackupSet set) {
        return set.volumeCount() == 2 && set.volume(1).orElseThrow().name().packing() == Packing.GZIP;
    }

    @Provide
    Arbitrary<Set<SetId>> stores() {
        Arbitrary<Integer> days = Arbitraries.integers().between(1, 9);
        return Combinators.combine(days, days, Arbitraries.integers().between(0, 2))
                .as((start, end, kind) -> kind == 0 || start.equals(end) ? SetId.full(day(end)) : id(Math.min(start, end), Math.max(start, end)))
                .set().ofMaxSize(10).map(TreeSet::new);
    }
}
