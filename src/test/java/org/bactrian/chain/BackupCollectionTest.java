package org.bactrian.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bactrian.chain.StoreListing.day;
import static org.bactrian.chain.StoreListing.id;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class BackupCollectionTest {
    private static List<List<SetId>> ids(BackupCollection collection) {
        return collection.chains().stream().map(BackupCollectionTest::ids).toList();
    }

    private static List<SetId> ids(BackupChain chain) {
        return chain.sets().stream().map(BackupSet::id).toList();
    }

    private static List<Finding> findings(BackupCollection collection, Finding.Kind kind) {
        return collection.findings().stream().filter(finding -> finding.kind() == kind).toList();
    }

    @Test
    void anEmptyStoreHoldsNothing() {
        BackupCollection collection = StoreListing.plain().collection();
        assertThat(collection.chains()).isEmpty();
        assertThat(collection.active()).isEmpty();
        assertThat(collection.findings()).isEmpty();
        assertThat(collection.lastFull()).isEmpty();
        assertThat(collection.lastTime()).isEmpty();
        assertThatThrownBy(() -> collection.chainAt(day(1))).isInstanceOfSatisfying(BactrianException.class,
                e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOTHING_TO_RESTORE));
    }

    @Test
    void setsJoinChainsByTheirTimes() {
        BackupCollection collection = StoreListing.plain().increment(5, 6).full(4).increment(1, 2).full(1).increment(4, 5).collection();
        assertThat(ids(collection)).containsExactly(List.of(SetId.full(day(1)), id(1, 2)), List.of(SetId.full(day(4)), id(4, 5), id(5, 6)));
        assertThat(collection.active().orElseThrow().chain().end()).isEqualTo(day(6));
        assertThat(collection.active().orElseThrow().signatures().place()).isEqualTo(SignatureChain.Place.STORE);
        assertThat(collection.secondaryChains()).hasSize(1);
        assertThat(collection.lastFull()).contains(day(4));
        assertThat(collection.lastTime()).contains(day(6));
        assertThat(collection.findings()).isEmpty();
    }

    @Test
    void goldenChainsAreWhole() throws IOException {
        BackupCollection collection = BackupCollection.of(NameScheme.standard(), StoreListing.objects(Goldens.names("chains/remote")), List.of());
        assertThat(collection.chains()).hasSize(3).allSatisfy(chain -> assertThat(chain.sets()).hasSize(3));
        assertThat(collection.findings()).isEmpty();
        BackupCollection old = BackupCollection.of(new NameScheme(NameStyle.LONG, ':', Prefixes.NONE, java.time.ZoneId.of("UTC")),
                StoreListing.objects(Goldens.names("names-old/remote")), List.of());
        assertThat(old.chains()).hasSize(1);
        assertThat(old.active()).isPresent();
    }

    @Test
    void archiveSignaturesArePreferred() {
        StoreListing listing = StoreListing.plain().full(1);
        BackupCollection collection = BackupCollection.of(NameScheme.standard(), listing.objects(), listing.names());
        assertThat(collection.active().orElseThrow().signatures())
                .isEqualTo(new SignatureChain(SignatureChain.Place.ARCHIVE, List.of(SetId.full(day(1)))));
    }

    @Test
    void withoutSignaturesNothingCanBeAdded() {
        BackupCollection collection = StoreListing.plain().full(1).manifest(id(1, 2)).volumes(id(1, 2), 1).collection();
        assertThat(collection.active()).isEmpty();
        assertThat(collection.secondaryChains()).hasSize(1);
        assertThat(findings(collection, Finding.Kind.MISSING_SIGNATURES)).extracting(Finding::set).containsExactly(Optional.of(id(1, 2)));
    }

    @Test
    void aSetWithoutManifestDoesNotCount() {
        BackupCollection collection = StoreListing.plain().full(1).volumes(id(1, 2), 1, 2).signatures(id(1, 2)).collection();
        assertThat(ids(collection)).containsExactly(List.of(SetId.full(day(1))));
        assertThat(collection.incomplete()).extracting(BackupSet::id).containsExactly(id(1, 2));
        assertThat(collection.active()).isPresent();
        assertThat(collection.lastTime()).contains(day(2));
        assertThat(collection.findings()).extracting(Finding::kind)
                .containsExactly(Finding.Kind.INCOMPLETE_SET, Finding.Kind.ORPHANED_SIGNATURES);
        assertThat(collection.strayedSignatures()).extracting(BackupCollection.SignatureFile::set).containsExactly(id(1, 2));
    }

    @Test
    void duplicitysPartialSetIsUnfinishedToo() throws IOException {
        BackupCollection collection = BackupCollection.of(NameScheme.standard(),
                StoreListing.objects(Goldens.names("interrupted/remote-interrupted")), Goldens.names("interrupted/archive-interrupted"));
        assertThat(collection.chains()).isEmpty();
        assertThat(collection.incomplete()).hasSize(1);
        assertThat(collection.findings()).extracting(Finding::kind)
                .containsExactly(Finding.Kind.INCOMPLETE_SET, Finding.Kind.PARTIAL_SET);
    }

    @Test
    void aForkIsExplained() {
        BackupCollection collection = StoreListing.plain().full(1).increment(1, 2).increment(1, 3).increment(2, 4).collection();
        assertThat(ids(collection)).containsExactly(List.of(SetId.full(day(1)), id(1, 3)));
        assertThat(collection.chains().get(0).hidden()).extracting(BackupSet::id).containsExactly(id(1, 2));
        assertThat(collection.orphaned()).extracting(BackupSet::id).containsExactly(id(2, 4));
        assertThat(findings(collection, Finding.Kind.HIDDEN_SET)).hasSize(1);
        assertThat(findings(collection, Finding.Kind.ORPHANED_SET)).singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("hidden by another increment"));
        assertThat(findings(collection, Finding.Kind.MISSING_SET)).isEmpty();
    }

    @Test
    void aDeepForkLeavesTheLongerBranch() {
        BackupCollection collection = StoreListing.plain().full(1).increment(1, 2).increment(2, 3).increment(1, 4).collection();
        assertThat(ids(collection)).containsExactly(List.of(SetId.full(day(1)), id(1, 2), id(2, 3)));
        assertThat(collection.orphaned()).extracting(BackupSet::id).containsExactly(id(1, 4));
    }

    @Test
    void missingSetsAreNamedOnce() {
        BackupCollection collection = StoreListing.plain().full(1).increment(2, 3).increment(2, 4).increment(3, 5).collection();
        assertThat(findings(collection, Finding.Kind.MISSING_SET)).singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("20240102T000000Z"));
        assertThat(collection.orphaned()).hasSize(3);
    }

    @Test
    void anIncrementThatEndsBeforeItBeginsIsOrphaned() {
        BackupCollection collection = StoreListing.plain().full(3).increment(3, 2).increment(3, 3).collection();
        assertThat(ids(collection)).containsExactly(List.of(SetId.full(day(3))));
        assertThat(collection.orphaned()).hasSize(2);
        assertThat(findings(collection, Finding.Kind.ORPHANED_SET)).allSatisfy(f -> assertThat(f.sentence()).contains("claims to build"));
    }

    @Test
    void overlappingChainsAreExplained() {
        BackupCollection collection = StoreListing.plain().full(1).increment(1, 5).full(3).collection();
        assertThat(ids(collection)).containsExactly(List.of(SetId.full(day(3))), List.of(SetId.full(day(1)), id(1, 5)));
        assertThat(findings(collection, Finding.Kind.OVERLAPPING_CHAINS)).hasSize(1);
        assertThat(collection.lastFull()).contains(day(3));
    }

    @Test
    void missingAndSurplusVolumesAreNamed() {
        StoreListing listing = StoreListing.plain().manifest(SetId.full(day(1))).volumes(SetId.full(day(1)), 1, 3, 7)
                .manifest(SetId.full(day(2)));
        BackupCollection collection = BackupCollection.of(NameScheme.standard(), listing.objects(), List.of(),
                set -> set.time().equals(day(1)) ? OptionalInt.of(4) : OptionalInt.empty());
        assertThat(findings(collection, Finding.Kind.MISSING_VOLUME)).extracting(Finding::objects).containsExactly(
                List.of("duplicity-full.20240101T000000Z.vol2.difftar.gz", "duplicity-full.20240101T000000Z.vol4.difftar.gz"),
                List.of("duplicity-full.20240102T000000Z.vol1.difftar"));
        assertThat(findings(collection, Finding.Kind.SURPLUS_VOLUME)).extracting(Finding::objects)
                .containsExactly(List.of("duplicity-full.20240101T000000Z.vol7.difftar.gz"));
    }

    @Test
    void aHugeVolumeNumberCostsNothing() {
        StoreListing listing = StoreListing.plain().full(1).volumes(SetId.full(day(1)), 999_999_999);
        assertThat(findings(listing.collection(), Finding.Kind.MISSING_VOLUME)).singleElement().satisfies(finding -> {
            assertThat(finding.sentence()).contains("lacks 999999997 of its 999999999 volumes");
            assertThat(finding.objects()).hasSize(20);
        });
    }

    @Test
    void duplicatesAreNamedAndOursIsUsedInAnyOrder() {
        StoreListing listing = StoreListing.plain().full(1).named("df.s6k2o0.1.dt.z", "df.s6k2o0.m");
        List<String> reversed = new ArrayList<>(listing.names());
        Collections.reverse(reversed);
        for (List<String> names : List.of(listing.names(), reversed)) {
            BackupCollection collection = BackupCollection.of(NameScheme.standard(), StoreListing.objects(names), List.of());
            assertThat(collection.chains().get(0).full().volume(1).orElseThrow().text()).startsWith("duplicity-full");
            assertThat(findings(collection, Finding.Kind.DUPLICATE_OBJECT)).hasSize(2);
        }
    }

    @Test
    void foreignObjectsAreLeftAlone() {
        BackupCollection collection = StoreListing.plain().full(1)
                .named("notes.txt", "duplicity-full.20240101T000000Z.vol1.difftar.gz.bak", "duplicity-full.20240101T000000Z.manifest.part").collection();
        assertThat(findings(collection, Finding.Kind.FOREIGN_OBJECT)).hasSize(3);
        assertThat(collection.chains().get(0).full().objects()).hasSize(3);
    }

    @Test
    void aTimePicksItsChain() {
        BackupCollection collection = StoreListing.plain().full(1).increment(1, 2).full(4).increment(4, 6).collection();
        assertThat(collection.chainAt(day(1)).start()).isEqualTo(day(1));
        assertThat(collection.chainAt(day(3)).start()).isEqualTo(day(1));
        assertThat(collection.chainAt(day(4)).start()).isEqualTo(day(4));
        assertThat(collection.chainAt(day(9)).start()).isEqualTo(day(4));
        assertThat(collection.chainAt(day(5)).setsUpTo(day(5))).extracting(BackupSet::id).containsExactly(SetId.full(day(4)));
        assertThat(collection.chainAt(day(1)).setsUpTo(day(9))).hasSize(2);
    }

    @Test
    void aTimeBeforeTheFirstBackupSaysWhatThereIs() {
        BackupCollection collection = StoreListing.plain().full(2).increment(2, 3).collection();
        assertThatThrownBy(() -> collection.chainAt(day(1))).isInstanceOfSatisfying(BactrianException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.NOTHING_TO_RESTORE);
            assertThat(e).hasMessage("There is no backup of 2024-01-01T00:00:00Z or earlier.");
            assertThat(e.guidance()).contains("2024-01-02T00:00:00Z").contains("2024-01-03T00:00:00Z");
        });
    }

    @Test
    void objectsComeManifestFirst() {
        BackupSet set = StoreListing.encrypted().full(1).volumes(SetId.full(day(1)), 2).collection().chains().get(0).full();
        assertThat(set.objects()).extracting(object -> object.name().kind())
                .containsExactly(ObjectKind.MANIFEST, ObjectKind.SIGNATURES, ObjectKind.VOLUME, ObjectKind.VOLUME);
        assertThat(set.isEncrypted()).isTrue();
        assertThat(set.size()).isEqualTo(400);
    }

    @Test
    void thousandsOfSetsTakeNoTime() {
        StoreListing listing = StoreListing.plain().full(1);
        IntStream.range(1, 5000).forEach(i -> listing.increment(i, i + 1));
        IntStream.range(1, 3000).forEach(i -> listing.increment(9000 + i, 9000));
        List<String> names = new ArrayList<>(listing.names());
        Collections.shuffle(names, new Random(1));
        Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            BackupCollection collection = BackupCollection.of(NameScheme.standard(), StoreListing.objects(names), names);
            assertThat(collection.chains()).singleElement().satisfies(chain -> assertThat(chain.sets()).hasSize(5000));
            assertThat(collection.orphaned()).hasSize(2999);
        });
    }

    /** Spec 7.1.3 word by word, in quadratic time. */
    private static List<List<SetId>> oracle(Set<SetId> complete) {
        List<List<SetId>> chains = new ArrayList<>();
        for (SetId set : new TreeSet<>(complete)) {
            if (set.isFull()) {
                chains.add(new ArrayList<>(List.of(set)));
                continue;
            }
            Instant start = set.start().orElseThrow();
            for (List<SetId> chain : chains) {
                SetId last = chain.get(chain.size() - 1);
                boolean follows = last.time().equals(start) && start.isBefore(set.time());
                boolean replaces = last.start().equals(set.start()) && set.time().isAfter(last.time());
                if (replaces && !follows) {
                    chain.remove(chain.size() - 1);
                }
                if (follows || replaces) {
                    chain.add(set);
                    break;
                }
            }
        }
        chains.sort(java.util.Comparator.comparing(chain -> chain.get(chain.size() - 1).time()));
        return chains;
    }

    @Property(tries = 1000, seed = "20240101")
    void agreesWithTheRulesWordByWord(@ForAll("setsOfSets") Set<SetId> complete, @ForAll("setsOfSets") Set<SetId> unfinished) {
        StoreListing listing = StoreListing.plain();
        complete.forEach(set -> listing.manifest(set).volumes(set, 1));
        unfinished.stream().filter(set -> !complete.contains(set)).forEach(set -> listing.volumes(set, 1, 2));
        BackupCollection collection = listing.collection();
        assertThat(ids(collection)).isEqualTo(oracle(complete));
        assertThat(collection.incomplete()).hasSize((int) unfinished.stream().filter(set -> !complete.contains(set)).count());
        int inChains = collection.chains().stream().mapToInt(chain -> chain.sets().size() + chain.hidden().size()).sum();
        assertThat(inChains + collection.orphaned().size()).as("no set is lost").isEqualTo(complete.size());
        for (int i = 0; i < 10; i++) {
            Instant time = day(i);
            boolean any = collection.chains().stream().anyMatch(chain -> !chain.start().isAfter(time));
            assertThat(collection.chainCovering(time).isPresent()).isEqualTo(any);
            collection.chainCovering(time).ifPresent(chain -> assertThat(chain.setsUpTo(time)).isNotEmpty());
        }
    }

    @Provide
    Arbitrary<Set<SetId>> setsOfSets() {
        Arbitrary<Integer> days = Arbitraries.integers().between(1, 8);
        return Combinators.combine(days, days, Arbitraries.integers().between(0, 3))
                .as((start, end, kind) -> kind == 0 ? SetId.full(day(end)) : id(Math.min(start, end), kind == 1 ? end : Math.max(start, end)))
                .set().ofMaxSize(10);
    }
}
