package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.bactrian.request.BackupRequest.Mode;
import org.bactrian.request.KeepRules;
import org.bactrian.request.RemoveRequest;
import org.bactrian.route.RunProperties;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One job (a full, two increments, restores of each, a verification, a new full, removal of the old chain), and in each case one
 * fault at one operation of the store. Whatever that does to a command, the same command given again without help succeeds; and every
 * restore is the source of its time, byte for byte. A sample by seed; larger with {@code -Dsweep=NUMBER}; every operation and every
 * kind with {@code -Dsweep=full}.
 */
@Timeout(7200)
class FaultSweepTest {
    private static final Instant TIME_0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SAMPLE = 24;
    private static final int STATES = 4;

    @TempDir
    private Path temp;

    private final FaultyStore faulty = new FaultyStore();
    private final List<TreeListing> listings = new ArrayList<>();
    private Program program;
    private Backups target;
    private Path folder;

    private record Case(FaultyStore.Fault fault, int operation) {
    }

    @Test
    void everyFaultIsSurvived() throws Exception {
        try (Program started = Program.start(Map.of(), Map.of(RunProperties.VOLUMES_IN_FLIGHT, "2",
                RunProperties.VOLUMES_IN_FLIGHT_MAX, "2"))) {
            program = started;
            program.context().addRoutes(faulty);
            // the trees are minutes old by that clock, so that nothing in them can have changed unseen
            program.setClock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)));
            for (int state = 0; state < STATES; state++) {
                makeSource(state);
            }
            run(new Case(FaultyStore.Fault.ERROR, -1));
            int operations = faulty.operations();
            List<Case> all = new ArrayList<>();
            for (int operation = 0; operation < operations; operation++) {
                for (FaultyStore.Fault fault : FaultyStore.Fault.values()) {
                    all.add(new Case(fault, operation));
                }
            }
            List<Case> chosen = chosen(all);
            for (Case each : chosen) {
                run(each);
                assertThat(faulty.happened()).as(each.toString()).isTrue();
            }
            System.out.println("fault sweep: " + chosen.size() + " of " + all.size() + " cases (" + operations + " operations, "
                    + FaultyStore.Fault.values().length + " kinds), 0 losses");
        }
    }

    private static List<Case> chosen(List<Case> all) {
        String wanted = System.getProperty("sweep", "" + SAMPLE);
        if (wanted.equals("full")) {
            return all;
        }
        List<Case> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(9));
        return shuffled.subList(0, Integer.parseInt(wanted));
    }

    private Path source(int state) {
        return temp.resolve("source-" + state);
    }

    private void makeSource(int state) throws IOException {
        Path source = Files.createDirectory(source(state));
        write(source.resolve("a"), 1, 30_000);
        write(source.resolve("changing"), 10 + state, 3_000);
        byte[] big = noise(2, 140_000);
        System.arraycopy(noise(20 + state, 40_000), 0, big, 30_000 * state, 40_000);
        Files.write(source.resolve("large"), big);
        Files.createDirectory(source.resolve("of-" + state));
        write(source.resolve("of-" + state + "/file"), 30 + state, 500);
        listings.add(TreeListing.of(source));
    }

    private static void write(Path file, int seed, int length) throws IOException {
        Files.write(file, noise(seed, length));
    }

    private static byte[] noise(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private void run(Case each) throws IOException {
        folder = Files.createTempDirectory(temp, "case");
        target = program.at("faulty://" + folder.resolve("store"), folder.resolve("archive")).volumes(1).allowSourceMismatch();
        faulty.plan(each.fault(), each.operation());
        backup(each, 0, Mode.AUTO);
        backup(each, 1, Mode.AUTO);
        backup(each, 2, Mode.AUTO);
        for (int state = 0; state < 3; state++) {
            restore(each, state);
        }
        survive(each, () -> target.verify("", source(2), true));
        backup(each, 3, Mode.FULL);
        survive(each, () -> program.send("remove-all-but-n-full", new RemoveRequest(target.force().target(),
                RemoveRequest.Rule.ALL_BUT_N_FULL, null, 1, KeepRules.NONE, false), target.seals()));
        restore(each, 3);
        delete(folder);
    }

    private void backup(Case each, int state, Mode mode) {
        int[] tries = {0};
        survive(each, () -> target.time(time(state).plusSeconds(60L * tries[0]++)).backup(source(state), mode));
    }

    private static Instant time(int state) {
        return TIME_0.plusSeconds(3600L * state);
    }

    private void restore(Case each, int state) throws IOException {
        Path restored = folder.resolve("restored-" + state);
        survive(each, () -> target.time(time(state).plusSeconds(3599)).force().restore(restored));
        assertThat(TreeListing.of(restored).differencesFrom(listings.get(state))).as(each + ", state " + state).isEmpty();
    }

    /** Does it; if it fails, does it again, which must succeed. */
    private void survive(Case each, Supplier<Program.Result> command) {
        boolean before = faulty.happened();
        Program.Result first = command.get();
        faulty.revive();
        if (first.exitCode() != 0) {
            assertThat(faulty.happened() && !before).as(each + " must not fail: " + first.text()).isTrue();
            Program.Result second = command.get();
            assertThat(second.exitCode()).as(each + ": " + first.text() + "\nthen " + second.text()).isZero();
        }
    }

    private static void delete(Path folder) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path emptied, IOException failure) throws IOException {
                    Files.delete(emptied);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
