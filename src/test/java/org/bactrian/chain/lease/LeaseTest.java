package org.bactrian.chain.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bactrian.chain.LeaseNames;
import org.bactrian.chain.Prefixes;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.RunLog;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Duration VALID = Duration.ofSeconds(60);
    private static final LeaseNames NAMES = new LeaseNames(Prefixes.NONE);

    private final MemoryStore store = new MemoryStore();
    private final List<Duration> pauses = new ArrayList<>();
    private long nanos;
    private Runnable meanwhile = () -> { };

    /** Time passes for who waits, and on the store only if a test says so. */
    private final Pace pace = new Pace() {
        @Override
        public long nanos() {
            return nanos;
        }

        @Override
        public void pause(Duration time) {
            pauses.add(time);
            nanos += time.toNanos();
            meanwhile.run();
        }
    };

    private Lease take(String host, Duration wait) {
        return taking(host, 1).take(wait, () -> { });
    }

    private LeaseTaking taking(String host, long counter) {
        Holder holder = new Holder(host, 7, 7, "boot-of-" + host);
        return new LeaseTaking(store, NAMES, new LeaseRecord(LeaseRecord.newRun(new SecureRandom()), holder, counter, VALID), pace, RunLog.SILENT);
    }

    private static void expect(ErrorKind kind, Runnable step) {
        assertThatThrownBy(step::run).isInstanceOfSatisfying(BactrianException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    @Test
    void itIsOneObjectWhileItIsHeldAndNoneAfter() {
        Lease lease = take("a", Duration.ZERO);
        assertThat(store.names()).containsExactly("bactrian-lease");
        lease.check();
        lease.release();
        assertThat(store.names()).isEmpty();
    }

    @Test
    void aSecondRunIsToldWhoHasIt() {
        take("a", Duration.ZERO);
        assertThatThrownBy(() -> take("b", Duration.ZERO)).hasMessageContaining("a, process 7")
                .isInstanceOfSatisfying(BactrianException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ErrorKind.LEASE_HELD);
                    assertThat(e.guidance()).contains("--lock-wait");
                });
        assertThat(store.names()).containsExactly("bactrian-lease");
    }

    @Test
    void aSecondRunWaitsAsLongAsItMay() {
        Lease first = take("a", Duration.ZERO);
        meanwhile = () -> {
            if (pauses.size() == 3) {
                first.release();
            }
        };
        Lease second = take("b", Duration.ofSeconds(30));
        assertThat(pauses).hasSize(3);
        assertThat(second.isInherited()).isFalse();
        expect(ErrorKind.LEASE_LOST, first::check);
        second.check();
    }

    @Test
    void theHeirKnowsTheSetOfADeadRunOfItsHost() {
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        for (String host : List.of("a", "b")) {
            Holder first = new Holder("a", 7, 7, "boot-of-a");
            new LeaseTaking(store, NAMES, new LeaseRecord(LeaseRecord.newRun(new SecureRandom()), first, 1, VALID, Optional.of(time)), pace,
                    RunLog.SILENT).take(Duration.ZERO, () -> { });
            store.pass(VALID.plusSeconds(1));
            Lease heir = take(host, Duration.ZERO);
            assertThat(heir.isLeftByPredecessor(time)).isEqualTo(host.equals("a"));
            assertThat(heir.isLeftByPredecessor(time.plusSeconds(1))).isFalse();
            heir.release();
        }
        assertThat(take("a", Duration.ZERO).isLeftByPredecessor(time)).as("taken over from nobody").isFalse();
    }

    @Test
    void silenceByTheStoresClockLosesIt() {
        Lease first = take("a", Duration.ZERO);
        store.pass(VALID.plusSeconds(1));
        Lease second = take("b", Duration.ZERO);
        assertThat(second.isInherited()).isTrue();
        assertThat(second.record().counter()).isEqualTo(2);
        assertThat(store.names()).containsExactly("bactrian-lease");
        expect(ErrorKind.LEASE_LOST, first::check);
        expect(ErrorKind.LEASE_LOST, first::requireHeld);
        first.release();
        second.check();
        second.release();
        assertThat(store.names()).isEmpty();
    }

    @Test
    void aSignOfLifeKeepsIt() {
        Lease first = take("a", Duration.ZERO);
        for (int i = 0; i < 5; i++) {
            store.pass(VALID.dividedBy(2));
            first.beat();
            expect(ErrorKind.LEASE_HELD, () -> take("b", Duration.ZERO));
        }
        first.check();
        first.release();
        assertThat(store.names()).isEmpty();
    }

    @Test
    void aSignOfLifeThatComesTooLateRaisesNobodyFromTheDead() {
        Lease first = take("a", Duration.ZERO);
        store.pass(VALID.plusSeconds(1));
        take("b", Duration.ZERO).release();
        store.put(NAMES.beat(first.record().run()), new byte[0]); // it had looked just before, and slept before it put
        expect(ErrorKind.LEASE_LOST, first::check);
        assertThat(take("c", Duration.ZERO).isInherited()).isFalse();
        expect(ErrorKind.LEASE_LOST, first::beat);
    }

    /** Neither a store whose clock stands still nor one that was set back keeps a dead run's lease for ever. */
    @Test
    void silenceWhileSomebodyWatchesLosesIt() {
        take("a", Duration.ZERO);
        store.pass(Duration.ofHours(-1));
        Lease second = take("b", VALID.multipliedBy(3));
        assertThat(second.isInherited()).isTrue();
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isGreaterThan(VALID).isLessThan(VALID.multipliedBy(2));
    }

    @Test
    void whoWatchesSeesASignOfLife() {
        Lease first = take("a", Duration.ZERO);
        meanwhile = () -> {
            store.pass(Duration.ofMillis(1));
            first.beat();
        };
        expect(ErrorKind.LEASE_HELD, () -> take("b", VALID.multipliedBy(3)));
        first.check();
    }

    @Test
    void theLeaseOfAProcessThatIsNoMoreIsTakenAtOnce() throws IOException {
        Holder self = Holder.self("here");
        LeaseRecord gone = new LeaseRecord(LeaseRecord.newRun(new SecureRandom()), new Holder("here", self.pid(), self.started() - 1,
                self.machine()), 41, VALID);
        store.create(NAMES.lease(), gone.bytes());
        store.create(NAMES.heir(gone.run()), new LeaseRecord(LeaseRecord.newRun(new SecureRandom()), gone.holder(), 42, VALID).bytes()); // died at it
        Lease mine = new LeaseTaking(store, NAMES, new LeaseRecord(LeaseRecord.newRun(new SecureRandom()), self, 1, VALID), pace, RunLog.SILENT)
                .take(Duration.ZERO, () -> { });
        assertThat(mine.record().counter()).isEqualTo(42);
        assertThat(mine.isInherited()).as("a dead one does not wake up").isFalse();
        assertThat(store.names()).containsExactly("bactrian-lease");
    }

    @Test
    void theLeaseOfThisProcessIsHeldAsLongAsItsRunLives() throws IOException {
        Holder self = Holder.self("here");
        Lease first = new LeaseTaking(store, NAMES, new LeaseRecord(LeaseRecord.newRun(new SecureRandom()), self, 1, VALID), pace, RunLog.SILENT)
                .take(Duration.ZERO, () -> { });
        LeaseTaking second = new LeaseTaking(store, NAMES, new LeaseRecord(LeaseRecord.newRun(new SecureRandom()), self, 1, VALID), pace,
                RunLog.SILENT);
        expect(ErrorKind.LEASE_HELD, () -> second.take(Duration.ZERO, () -> { }));
        Lease.ends(first.record().run()); // its store died, so it could not be given back
        LeaseTaking third = new LeaseTaking(store, NAMES, new LeaseRecord(LeaseRecord.newRun(new SecureRandom()), self, 1, VALID), pace,
                RunLog.SILENT);
        assertThat(third.take(Duration.ZERO, () -> { }).record().counter()).isEqualTo(2);
    }

    @Test
    void ofSeveralThatWouldTakeItOverOneDoes() {
        Lease dead = take("a", Duration.ZERO);
        store.pass(VALID.plusSeconds(1));
        String heir = NAMES.heir(dead.record().run());
        store.create(heir, new byte[0]); // another one is just at it
        expect(ErrorKind.LEASE_HELD, () -> take("b", Duration.ZERO));
        assertThat(store.names()).contains(heir);
        store.pass(VALID.plusSeconds(1)); // and died at it
        assertThat(take("c", Duration.ofSeconds(20)).isInherited()).isTrue();
        assertThat(store.names()).containsExactly("bactrian-lease");
    }

    @Test
    void whateverLiesThereAsALeaseEndsLikeOne() {
        for (String content : List.of("", "Lease x\n", "Run \nProcess\n", "\u0000".repeat(LeaseRecord.LONGEST + 1),
                "Lease 1\nRun 00112233445566778899aabbccddeeff\nHost h\nProcess 1 1\nMachine m\nSeconds 99999999999\n")) {
            store.put(NAMES.lease(), content.getBytes(StandardCharsets.UTF_8));
            expect(ErrorKind.LEASE_HELD, () -> take("b", Duration.ZERO));
            store.pass(VALID.plusSeconds(1));
            take("b", Duration.ZERO).release();
            assertThat(store.names()).isEmpty();
        }
    }

    @Test
    void theCounterIsHigherThanThatOfTheSets() {
        assertThat(taking("a", 17).take(Duration.ZERO, () -> { }).record().counter()).isEqualTo(17);
        store.pass(VALID.plusSeconds(1));
        assertThat(taking("b", 3).take(Duration.ZERO, () -> { }).record().counter()).isEqualTo(18);
        store.pass(VALID.plusSeconds(1));
        assertThat(taking("c", 30).take(Duration.ZERO, () -> { }).record().counter()).isEqualTo(30);
    }
}
