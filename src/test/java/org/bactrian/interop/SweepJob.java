package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bactrian.request.BackupRequest.Mode;
import org.bactrian.request.KeepRules;
import org.bactrian.request.RemoveRequest;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;

/**
 * The job of the fault sweep, command by command: a full, two increments, restores of each, a verification, a second full, removal of
 * the first chain. What store and archive directory are like before each command is kept, so that a case need not do again what came
 * before it. Not thread-safe.
 */
final class SweepJob {
    private static final Instant TIME_0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final int STATES = 5;

    private final Path temp;
    private final Program program;
    private final List<TreeListing> listings = new ArrayList<>();
    private Path folder;
    private Backups target;

    /**
     * A command of the job.
     *
     * @param name  what it is
     * @param first the first state that can be restored after it
     * @param last  the last one
     */
    record Step(String name, int first, int last) {
    }

    static final List<Step> STEPS = List.of(new Step("full", 0, 0), new Step("first increment", 0, 1), new Step("second increment", 0, 2),
            new Step("restore of state 0", 0, 2), new Step("restore of state 2", 0, 2), new Step("verify", 0, 2),
            new Step("second full", 0, 3), new Step("retention", 3, 3));

    SweepJob(Path temp, Program program) throws IOException {
        this.temp = temp;
        this.program = program;
        for (int state = 0; state < STATES; state++) {
            makeSource(state);
        }
    }

    /** Works in a folder; what it has in it is taken as it is. */
    void in(Path workFolder) {
        folder = workFolder;
        target = program.at("faulty://" + folder.resolve("store"), folder.resolve("archive")).volumes(1).allowSourceMismatch();
    }

    /** The store of the folder. */
    Path store() {
        return folder.resolve("store");
    }

    /** Does one command, each try a minute after the one before. */
    Program.Result run(Step step, int attempt) {
        return switch (step.name()) {
            case "full", "first increment", "second increment" -> backup(step.last(), Mode.AUTO, attempt);
            case "second full" -> backup(step.last(), Mode.FULL, attempt);
            case "restore of state 0" -> restore(0);
            case "restore of state 2" -> restore(2);
            case "verify" -> target.verify("", source(2), true);
            case "retention" -> program.send("remove-all-but-n-full", new RemoveRequest(target.force().target(),
                    RemoveRequest.Rule.ALL_BUT_N_FULL, null, 1, KeepRules.NONE, false), target.seals());
            default -> throw new IllegalArgumentException(step.name());
        };
    }

    /** The backup that comes after a command, and then every state there is, byte for byte. */
    void requireAll(Step step, String what) throws IOException {
        requireSuccess(backup(step.last() + 1, Mode.AUTO, 0), what + ", the next backup");
        if (step.first() > 0) {
            requireSuccess(run(step, 0), what + ", the next removal");
        }
        for (int state = step.first(); state <= step.last() + 1; state++) {
            requireSuccess(restore(state), what + ", state " + state);
            requireState(state, restored(state), what);
        }
        if (step.first() > 0) {
            try (Stream<Path> objects = Files.list(store())) {
                assertThat(objects.map(object -> object.getFileName().toString()).filter(name -> name.contains("20260101T00")
                        || name.contains("20260101T01") || name.contains("20260101T02"))).as(what + ": removed, but here").isEmpty();
            }
        }
    }

    /** Whether a folder is what the source was. */
    void requireState(int state, Path found, String what) throws IOException {
        assertThat(TreeListing.of(found).differencesFrom(listings.get(state))).as(what + ", state " + state).isEmpty();
    }

    private static void requireSuccess(Program.Result result, String what) {
        assertThat(result.exitCode()).as(what + ": " + result.text()).isZero();
    }

    private Program.Result backup(int state, Mode mode, int attempt) {
        return target.time(time(state).plusSeconds(60L * attempt)).backup(source(state), mode);
    }

    private Program.Result restore(int state) {
        return target.time(timeOf(state)).force().restore(restored(state));
    }

    private Path restored(int state) {
        return folder.resolve("restored-" + state);
    }

    /** Any time at which this state is the latest. */
    static Instant timeOf(int state) {
        return time(state).plusSeconds(3599);
    }

    private static Instant time(int state) {
        return TIME_0.plusSeconds(3600L * state);
    }

    private Path source(int state) {
        return temp.resolve("source-" + state);
    }

    private void makeSource(int state) throws IOException {
        Path source = Files.createDirectory(source(state));
        write(source.resolve("a"), 1, 30_000);
        write(source.resolve("changing"), 10 + state, 3_000);
        byte[] big = noise(2, 140_000);
        System.arraycopy(noise(20 + state, 40_000), 0, big, 25_000 * state, 40_000);
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

    /** Copies a flat or nested folder as it is; nothing if there is none. */
    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Files.copy(each, to.resolve(from.relativize(each).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
