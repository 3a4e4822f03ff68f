package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bactrian.interop.SweepJob.Step;
import org.bactrian.route.RunProperties;
import org.bactrian.testkit.MemoryFolder;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.Tally;
import org.bactrian.testkit.TreeRemoval;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * In each case one fault at one operation of the store, or of the file system below it (journal, archive directory, spool, file
 * store), in one command of a job. Whatever that does to the command, the same command given again without help succeeds; so does the
 * backup after it; and every restore is the source of its time, byte for byte. A sample by seed; larger with
 * {@code -Dsweep=NUMBER}; every operation and every kind with {@code -Dsweep=full}, or part of that with {@code -Dsweep=full:2/10}.
 */
@Timeout(14_400)
class FaultSweepTest {
    private static final int SAMPLE = 400;
    private static final int SHOWN = 12;
    private static final String SWEEP = "sweep";
    private static final String FULL = "full";
    private static final String TEMP = "java.io.tmpdir";

    @TempDir(factory = MemoryFolder.class)
    private Path temp;

    private final FaultyStore store = new FaultyStore();
    private final Map<String, Integer> happened = new TreeMap<>();
    private final List<List<?>> listings = new ArrayList<>();
    private final String usualTemp = System.getProperty(TEMP);
    private FaultyDisk disk;
    private SweepJob job;
    private int unreached;

    /** How many cases, if nobody says. */
    int sample() {
        return SAMPLE;
    }

    /** Who else looks at the store after each case; for the tally. */
    String witness() {
        return "";
    }

    /** What else must hold after a case; the states first to last can be restored. */
    void requireMore(SweepJob after, int first, int last, String what) throws IOException {
        // nothing here
    }

    /** What happens where. */
    private record Case(int step, Faulty place, Enum<?> fault, int operation) {
        @Override
        public String toString() {
            return SweepJob.STEPS.get(step).name() + ", " + name() + " at operation " + operation;
        }

        private String name() {
            return (place instanceof FaultyStore ? "store " : "disk ") + fault;
        }
    }

    @BeforeEach
    void changeTheDisk() {
        disk = new FaultyDisk();
    }

    @AfterEach
    void leaveTheDisk() {
        disk.close();
        System.setProperty(TEMP, usualTemp);
    }

    @Test
    void everyFaultIsSurvived() throws Exception {
        try (Program program = Program.start(Map.of(), Map.of(RunProperties.VOLUMES_IN_FLIGHT, "2",
                RunProperties.VOLUMES_IN_FLIGHT_MAX, "2"))) {
            program.context().addRoutes(store);
            // the trees are minutes old by that clock, so that nothing in them can have changed unseen
            program.setClock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)));
            job = new SweepJob(temp, program);
            List<Case> all = rehearse();
            List<Case> candidates = candidates(all);
            int wanted = Math.min(wanted(), candidates.size());
            long started = System.nanoTime();
            List<String> losses = new ArrayList<>();
            int tried = 0;
            for (; tried < candidates.size() && tried - unreached < wanted; tried++) {
                try {
                    run(candidates.get(tried));
                } catch (AssertionError e) {
                    losses.add(e.getMessage());
                }
            }
            assertThat(losses.stream().limit(SHOWN)).as(losses.size() + " losses in " + tried + " cases").isEmpty();
            int survived = tried - unreached;
            Tally.add("fault cases%s: %d of %d, 0 losses; %d not reached; %d ms a case; %s".formatted(witness(), survived, all.size(), unreached,
                    (System.nanoTime() - started) / 1_000_000 / Math.max(1, tried), happened));
            // how many operations a command needs hangs on how fast its threads are: a few of the rehearsal do not come again
            assertThat(unreached).as("operations that did not come again").isLessThanOrEqualTo(survived / 2);
        }
    }

    /** Does the job once without a fault. @return every case there can be */
    private List<Case> rehearse() throws IOException {
        List<Case> all = new ArrayList<>();
        Path folder = workFolder("rehearsal");
        listings.add(List.of());
        for (int i = 0; i < SweepJob.STEPS.size(); i++) {
            SweepJob.copy(folder, temp.resolve("before-" + i));
            listings.add(store.listing());
            plan(null, null, -1);
            assertThat(job.run(SweepJob.STEPS.get(i), 0).expectSuccess().exitCode()).isZero();
            for (Faulty place : List.of(store, disk)) {
                List<String> operations = place.operations();
                for (int operation = 0; operation < operations.size(); operation++) {
                    for (Enum<?> fault : place.faults(operations.get(operation))) {
                        all.add(new Case(i, place, fault, operation));
                    }
                }
            }
        }
        plan(null, null, -1);
        return all;
    }

    private Path workFolder(String name) throws IOException {
        Path folder = Files.createDirectory(temp.resolve(name));
        settle(folder);
        return folder;
    }

    private void settle(Path folder) throws IOException {
        Path spool = Files.createDirectories(folder.resolve("spool"));
        System.setProperty(TEMP, spool.toString());
        disk.watch(folder.toString());
        job.in(folder);
    }

    private void plan(Faulty place, Enum<?> fault, int operation) {
        store.plan(place == store ? fault : null, operation);
        disk.plan(place == disk ? fault : null, operation);
    }

    /** How many faults have to happen. */
    private int wanted() {
        String wanted = System.getProperty(SWEEP, "" + sample());
        return wanted.startsWith(FULL) ? Integer.MAX_VALUE : Integer.parseInt(wanted);
    }

    /** What may be tried, in its order: all, or the part of all that was asked for. */
    private static List<Case> candidates(List<Case> all) {
        List<Case> shuffled = mixed(all);
        String wanted = System.getProperty(SWEEP, "");
        if (!wanted.startsWith(FULL + ":")) {
            return shuffled;
        }
        String[] part = wanted.substring(FULL.length() + 1).split("/");
        int parts = Integer.parseInt(part[1]);
        return shuffled.subList(all.size() * (Integer.parseInt(part[0]) - 1) / parts, all.size() * Integer.parseInt(part[0]) / parts);
    }

    /** In an order of chance, but as many of the store as of the disk, while there are both. */
    private static List<Case> mixed(List<Case> all) {
        List<Case> ofStore = new ArrayList<>(all.stream().filter(each -> each.place() instanceof FaultyStore).toList());
        List<Case> ofDisk = new ArrayList<>(all.stream().filter(each -> each.place() instanceof FaultyDisk).toList());
        Collections.shuffle(ofStore, new Random(9));
        Collections.shuffle(ofDisk, new Random(9));
        List<Case> mixed = new ArrayList<>();
        for (int i = 0; i < Math.max(ofStore.size(), ofDisk.size()); i++) {
            if (i < ofStore.size()) {
                mixed.add(ofStore.get(i));
            }
            if (i < ofDisk.size()) {
                mixed.add(ofDisk.get(i));
            }
        }
        return mixed;
    }

    private void run(Case each) throws IOException {
        Path folder = temp.resolve("case");
        if (Files.exists(folder)) {
            TreeRemoval.of(folder);
        }
        plan(null, null, -1);
        SweepJob.copy(temp.resolve("before-" + each.step()), folder);
        settle(folder);
        Step step = SweepJob.STEPS.get(each.step());
        store.listed(listings.get(each.step()), listings.get(each.step() + 1));
        plan(each.place(), each.fault(), each.operation());
        Program.Result first = job.run(step, 0);
        boolean reached = each.place().happened();
        store.revive();
        disk.revive();
        if (first.exitCode() != 0) {
            assertThat(reached).as(each + " must not fail: " + first.text()).isTrue();
            Program.Result second = job.run(step, 1);
            assertThat(second.exitCode()).as(each + ": " + first.text() + "\nthen " + second.text()).isZero();
        }
        job.requireAll(step, each.toString());
        requireMore(job, step.first(), step.last() + 1, each.toString());
        if (reached) {
            happened.merge(each.name(), 1, Integer::sum);
        } else {
            unreached++;
        }
    }
}
