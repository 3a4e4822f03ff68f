package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bactrian.request.BackupRequest;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Duplicity;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.bactrian.testkit.TreeRemoval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random trees with five rounds of random edits, each state backed up by one of the two programs or by both in turns. We
 * restore all six states of every tree; duplicity restores one, or compares the last. 200 trees; {@code -Ddifferential=N} runs
 * N, {@code -Ddifferential=FROM-TO} these seeds.
 */
@NeedsPeer({"duplicity", "gpg"})
class DifferentialIT {
    /** Some trees lose all they had. */
    private static final BackupRequest.SelectionOptions ALSO_EMPTY = new BackupRequest.SelectionOptions(List.of(), false, false, true);
    private static final int TREES = 200;
    private static final int EDITS = 5;
    private static final int WORKERS = 2;
    private static final Instant FIRST = Instant.parse("2024-03-01T12:00:00Z");
    private static final Duration STEP = Duration.ofHours(7);

    @TempDir
    Path temp;

    /** Who writes. */
    private enum Writers {
        OURS, THEIRS, OURS_FIRST, THEIRS_FIRST;

        /** Six of ten trees are ours alone: duplicity takes most of the time, and writes none of these. */
        static Writers of(int seed) {
            return switch (seed % 10) {
                case 6 -> THEIRS;
                case 7, 8 -> OURS_FIRST;
                case 9 -> THEIRS_FIRST;
                default -> OURS;
            };
        }

        boolean oursWrites(int round) {
            return this == OURS || this == OURS_FIRST && round % 2 == 0 || this == THEIRS_FIRST && round % 2 == 1;
        }
    }

    @Test
    void everyStateComesBack() throws Exception {
        List<Integer> seeds = seeds();
        List<String> failures = new ArrayList<>();
        Map<Writers, AtomicInteger> trees = new EnumMap<>(Writers.class);
        AtomicInteger changes = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try (Program program = Program.start()) {
            List<Callable<String>> runs = new ArrayList<>();
            for (int seed : seeds) {
                trees.computeIfAbsent(Writers.of(seed), any -> new AtomicInteger()).incrementAndGet();
                runs.add(() -> failureOf(program, seed, changes));
            }
            for (Future<String> run : workers.invokeAll(runs)) {
                if (run.get() != null) {
                    failures.add(run.get());
                }
            }
        } finally {
            workers.shutdownNow();
        }
        assertThat(failures).as("%d of %d trees, by writers %s", failures.size(), seeds.size(), trees).isEmpty();
        assertThat(changes.get()).as("rounds of edits that changed something").isGreaterThan(seeds.size() * EDITS / 2);
    }

    private static List<Integer> seeds() {
        String asked = System.getProperty("differential", "" + TREES);
        String[] range = asked.contains("-") ? asked.split("-") : new String[] {"0", "" + (Integer.parseInt(asked) - 1)};
        return IntStream.rangeClosed(Integer.parseInt(range[0]), Integer.parseInt(range[1])).boxed().toList();
    }

    private String failureOf(Program program, int seed, AtomicInteger changes) throws IOException {
        Path folder = Files.createDirectory(temp.resolve("tree-" + seed));
        try {
            changes.addAndGet(new Tree(program, seed, folder).run());
            TreeRemoval.of(folder);
            return null;
        } catch (AssertionError | IOException | RuntimeException e) {
            return "seed " + seed + " (" + Writers.of(seed) + "): " + e;
        }
    }

    /** One tree's way through both programs. */
    private static final class Tree {
        private final Path folder;
        private final String url;
        private final Path source;
        private final Writers writers;
        private final Random choices;
        private final String passphrase;
        private final Backups ours;
        private final Duplicity theirs;
        private final ChangingTree tree;
        private final List<TreeListing> states = new ArrayList<>();

        Tree(Program program, int seed, Path folder) throws IOException {
            this.folder = folder;
            this.url = "file://" + folder.resolve("store");
            this.source = folder.resolve("source");
            this.writers = Writers.of(seed);
            this.choices = new Random(seed);
            this.passphrase = seed % 14 == 13 ? "pass " + seed : null;
            Path ourArchive = folder.resolve("our-archive");
            long volume = choices.nextBoolean() ? 200L << 20 : 66_000 + choices.nextInt(200_000);
            this.ours = program.at(url, ourArchive).passphrase(passphrase).volumes(volume);
            this.theirs = new Duplicity(folder.resolve("home"), choices.nextBoolean() ? ourArchive : folder.resolve("their-archive"), Map.of());
            this.tree = new ChangingTree(source, seed, writers == Writers.OURS);
        }

        /** Gives the number of rounds that changed something. */
        int run() throws IOException {
            int changes = 0;
            try (theirs) {
                for (int round = 0; round <= EDITS; round++) {
                    if (round > 0) {
                        tree.edit();
                    }
                    states.add(tree.listing());
                    changes += round > 0 && !states.get(round).differencesFrom(states.get(round - 1)).isEmpty() ? 1 : 0;
                    backup(round);
                }
                for (int round = 0; round <= EDITS; round++) {
                    Path restored = folder.resolve("ours-" + round);
                    ours.time(time(round)).restore(restored).expectSuccess();
                    compare("we restored", round, restored);
                }
                if (writers != Writers.THEIRS) {
                    readByTheirs();
                }
            }
            return changes;
        }

        private void backup(int round) throws IOException {
            if (writers.oursWrites(round)) {
                ours.time(time(round)).backup(source, ALSO_EMPTY).expectSuccess();
            } else {
                theirs.backup(round == 0 ? "full" : "incr", source, url, time(round), passphrase).expectSuccess();
            }
        }

        private void readByTheirs() throws IOException {
            if (choices.nextInt(3) == 0) {
                theirs.verify(url, source, null, passphrase).expectSuccess();
                return;
            }
            int round = choices.nextInt(EDITS + 1);
            theirs.restore(url, folder.resolve("theirs"), time(round), passphrase).expectSuccess();
            compare("duplicity restored", round, folder.resolve("theirs"));
        }

        private void compare(String who, int round, Path restored) throws IOException {
            assertThat(TreeListing.of(restored).differencesFrom(states.get(round))).as("%s state %d", who, round).isEmpty();
        }

        private static Instant time(int round) {
            return FIRST.plus(STEP.multipliedBy(round));
        }
    }
}
