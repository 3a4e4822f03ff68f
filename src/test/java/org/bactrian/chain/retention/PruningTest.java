package org.bactrian.chain.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.bactrian.chain.BackupChain;
import org.bactrian.chain.BackupCollection;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.NameScheme;
import org.bactrian.chain.Prefixes;
import org.bactrian.chain.ProtectionMark;
import org.bactrian.chain.SetId;
import org.bactrian.chain.StoreListing;
import org.bactrian.request.KeepRules;
import org.bactrian.store.StoredObject;
import org.junit.jupiter.api.Test;

class PruningTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");

    private final StoreListing store = StoreListing.plain();
    private Instant last;

    private PruningTest full(String time) {
        return add(SetId.full(at(time)));
    }

    /** On the set before. */
    private PruningTest increment(String time) {
        return add(SetId.increment(last, at(time)));
    }

    private PruningTest add(SetId set) {
        store.manifest(set).signatures(set).volumes(set, 1);
        last = set.time();
        return this;
    }

    private static Instant at(String time) {
        return Instant.parse(time.length() == 10 ? time + "T12:00:00Z" : time + ":00Z");
    }

    private static KeepRules daily(int days) {
        return new KeepRules(0, 0, days, 0, 0, 0, null);
    }

    private static KeepRules last(int sets) {
        return new KeepRules(sets, 0, 0, 0, 0, 0, null);
    }

    private RetentionPlan plan(KeepRules rules) {
        return new Pruning(store.collection(), NOW, UTC).plan(rules, List.of(), NameScheme.standard());
    }

    private static List<String> lines(RetentionPlan plan) {
        return plan.decisions().stream().map(d -> d.set().time().toString().substring(0, 10) + (d.goes() ? " goes: " : " stays: ")
                + String.join("; ", d.why())).toList();
    }

    @Test
    void eachRuleKeepsTheLastSetOfEachOfSoManyStretches() {
        full("2022-12-31").full("2024-01-30").full("2024-01-31").full("2024-03-04T10:00").full("2024-03-04T10:59").full("2024-03-05");
        assertThat(lines(plan(new KeepRules(1, 2, 2, 1, 2, 9, null)))).containsExactly(
                "2022-12-31 stays: yearly 2 of 9 (2022)",
                "2024-01-30 goes: no rule keeps it",
                "2024-01-31 stays: monthly 2 of 2 (2024-01)",
                "2024-03-04 goes: no rule keeps it",
                "2024-03-04 stays: hourly 2 of 2 (2024-03-04 10h +0000); daily 2 of 2 (2024-03-04)",
                "2024-03-05 stays: last 1 of 1; hourly 1 of 2 (2024-03-05 12h +0000); daily 1 of 2 (2024-03-05);"
                        + " weekly 1 of 1 (2024-W10); monthly 1 of 2 (2024-03); yearly 1 of 9 (2024)");
    }

    @Test
    void weeksAreThoseOfTheIsoCalendar() {
        full("2020-12-27").full("2020-12-28").full("2021-01-03").full("2021-01-04");
        assertThat(lines(plan(new KeepRules(0, 0, 0, 9, 0, 0, null)))).containsExactly("2020-12-27 stays: weekly 3 of 9 (2020-W52)",
                "2020-12-28 goes: no rule keeps it", "2021-01-03 stays: weekly 2 of 9 (2020-W53)", "2021-01-04 stays: weekly 1 of 9 (2021-W01)");
    }

    @Test
    void daysAreTheUsers() {
        full("2024-01-01T22:30").full("2024-01-01T23:30");
        List<Decision> inBerlin = new Pruning(store.collection(), NOW, ZoneId.of("Europe/Berlin"))
                .plan(daily(5), List.of(), NameScheme.standard()).decisions();
        assertThat(inBerlin).noneMatch(Decision::goes);
        assertThat(plan(daily(5)).decisions().get(0).goes()).isTrue();
    }

    @Test
    void withinCountsBackFromTheNewestSetAndNotFromTheClock() {
        full("2023-01-01").full("2023-01-20").full("2023-02-10");
        assertThat(lines(plan(new KeepRules(0, 0, 0, 0, 0, 0, Duration.ofDays(21))))).containsExactly("2023-01-01 goes: no rule keeps it",
                "2023-01-20 stays: not before Fri Jan 20 12:00:00 2023", "2023-02-10 stays: not before Fri Jan 20 12:00:00 2023");
        assertThat(plan(new KeepRules(0, 0, 0, 0, 0, 0, Duration.ofSeconds(Long.MAX_VALUE))).isEmpty()).isTrue();
    }

    @Test
    void chainsBecomeShorterFromTheirEndsOnly() {
        full("2024-01-01").increment("2024-01-02").increment("2024-01-03").full("2024-02-01").increment("2024-02-02");
        store.named(ProtectionMark.name(SetId.increment(at("2024-01-01"), at("2024-01-02")), Prefixes.NONE));
        RetentionPlan plan = plan(last(1));
        assertThat(lines(plan)).containsExactly("2024-01-01 stays: the protected increment of 20240102T120000Z builds on it",
                "2024-01-02 stays: protected", "2024-01-03 goes: no rule keeps it", "2024-02-01 stays: the increment of 20240202T120000Z builds on it",
                "2024-02-02 stays: last 1 of 1");
        assertThat(plan.objects()).containsExactly("duplicity-inc.20240102T120000Z.to.20240103T120000Z.manifest",
                "duplicity-new-signatures.20240102T120000Z.to.20240103T120000Z.sigtar.gz",
                "duplicity-inc.20240102T120000Z.to.20240103T120000Z.vol1.difftar.gz");
    }

    @Test
    void setsOfTheFuturePushNothingOut() {
        full("2024-05-01").full("2024-05-02").full("2033-01-01").full("2034-01-01");
        assertThat(lines(plan(last(1)))).containsExactly("2024-05-01 goes: no rule keeps it", "2024-05-02 stays: last 1 of 1",
                "2033-01-01 stays: its time is in the future, so it counts for no rule; newer than all that do",
                "2034-01-01 stays: its time is in the future, so it counts for no rule; newer than all that do");
    }

    @Test
    void aClockThatIsBehindRemovesNothing() {
        full("2024-05-01").full("2024-05-02");
        assertThat(new Pruning(store.collection(), Instant.EPOCH, UTC).plan(last(1), List.of(), NameScheme.standard()).isEmpty()).isTrue();
    }

    /** A set dated in a future that has come meanwhile: the store knows better when it was written. */
    @Test
    void aSetOlderOnTheStoreThanItsNamePushesNothingOut() {
        full("2024-05-01").full("2024-05-20");
        List<StoredObject> objects = store.names().stream().map(name -> new StoredObject(name, 1, at("2024-05-02"))).toList();
        BackupCollection collection = BackupCollection.of(NameScheme.standard(), objects, List.of());
        assertThat(lines(new Pruning(collection, NOW, UTC).plan(last(1), List.of(), NameScheme.standard()))).containsExactly(
                "2024-05-01 stays: last 1 of 1", "2024-05-20 stays: its time is later than that of its manifest on the store, so it counts"
                        + " for no rule; newer than all that do");
    }

    @Test
    void damagedSetsPushNothingOut() {
        full("2024-01-01").full("2024-02-01");
        SetId broken = SetId.full(at("2024-03-01"));
        store.manifest(broken).signatures(broken).volumes(broken, 2);
        last = broken.time();
        increment("2024-03-02");
        assertThat(lines(plan(last(1)))).containsExactly("2024-01-01 goes: no rule keeps it", "2024-02-01 stays: last 1 of 1",
                "2024-03-01 stays: a volume is missing, so it counts for no rule; newer than all that do",
                "2024-03-02 stays: it builds on the full of 20240301T120000Z, of which a volume is missing, so it counts for no rule; newer than"
                        + " all that do");
        full("2024-04-01");
        assertThat(lines(plan(last(1)))).contains("2024-03-01 goes: a volume is missing, so it counts for no rule");
    }

    @Test
    void whatIsHiddenStaysAsLongAsItsBase() {
        add(SetId.full(StoreListing.day(1))).add(StoreListing.id(1, 2)).add(StoreListing.id(1, 3)).add(SetId.full(StoreListing.day(9)));
        assertThat(lines(plan(last(2)))).contains("2024-01-02 stays: hidden by another increment; it goes with the set it builds on");
        assertThat(lines(plan(last(1)))).contains("2024-01-02 goes: hidden by another increment, and what it builds on goes");
    }

    @Test
    void withoutARuleNothingIsPlanned() {
        assertThatThrownBy(() -> plan(KeepRules.NONE)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever the rules and marks: what stays can be restored, the newest state and all protected ones stay. */
    @Property(tries = 300, seed = "20240102")
    void whatStaysCanBeRestored(@ForAll("rules") KeepRules rules, @ForAll("days") List<Integer> days, @ForAll int marks) {
        StoreListing listing = StoreListing.plain();
        Map<Integer, SetId> sets = new HashMap<>();
        for (int i = 0; i < days.size(); i++) {
            int day = days.get(i);
            SetId set = i == 0 || day % 4 == 0 ? SetId.full(StoreListing.day(day)) : StoreListing.id(days.get(i - 1), day);
            sets.put(i, set);
            listing.manifest(set).signatures(set).volumes(set, 1);
            if ((marks >> i % 32 & 7) == 7) {
                listing.named(ProtectionMark.name(set, Prefixes.NONE));
            }
        }
        BackupCollection before = listing.collection();
        RetentionPlan plan = new Pruning(before, NOW, UTC).plan(rules, List.of(), NameScheme.standard());
        assertThat(plan.decisions()).hasSize(days.size());
        List<String> names = new ArrayList<>(listing.names());
        names.removeAll(plan.objects());
        BackupCollection after = BackupCollection.of(NameScheme.standard(), StoreListing.objects(names), List.of());
        assertThat(after.orphaned()).isEmpty();
        assertThat(after.incomplete()).isEmpty();
        assertThat(after.latest().map(BackupChain::end)).isEqualTo(before.latest().map(BackupChain::end));
        Set<SetId> left = new HashSet<>();
        after.chains().forEach(chain -> chain.sets().stream().map(BackupSet::id).forEach(left::add));
        assertThat(left).containsAll(before.protections().keySet());
        List<SetId> newest = sets.values().stream().sorted(Comparator.reverseOrder()).limit(rules.last()).toList();
        assertThat(left).containsAll(newest);
    }

    @Provide
    Arbitrary<KeepRules> rules() {
        Arbitrary<Integer> count = Arbitraries.integers().between(0, 3);
        return Combinators.combine(count, count, count, count, count).as((last, daily, weekly, monthly, yearly) ->
                new KeepRules(last, 0, daily, weekly, monthly, Math.max(yearly, last + daily + weekly + monthly == 0 ? 1 : 0), null));
    }

    @Provide
    Arbitrary<List<Integer>> days() {
        return Arbitraries.integers().between(1, 140).list().uniqueElements().ofMinSize(1).ofMaxSize(12)
                .map(days -> days.stream().sorted().toList());
    }
}
