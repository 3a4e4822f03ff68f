package org.bactrian.source.select;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.RawPath;
import org.bactrian.source.Walk;
import org.bactrian.source.WalkListener;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.WarmDuplicity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random rule lists over random trees select what the real tool selects: its dry run against our walk, list by list. 2 000
 * lists; {@code -Dselection=SEED} runs one.
 */
@NeedsPeer("duplicity")
class SelectionIT {
    private static final int LISTS = 2000;
    private static final int LISTS_PER_TREE = 10;
    private static final int UNEXPECTED = 30;

    @TempDir
    Path temp;

    /** Lists that took something and left something out. */
    private final AtomicInteger partial = new AtomicInteger();

    /** What came of it: the names taken, or the exit code. */
    private record Outcome(int exitCode, String taken, String message) { }

    @Test
    void selectsWhatDuplicitySelects() throws Exception {
        String which = System.getProperty("selection", "");
        List<Integer> seeds = new ArrayList<>();
        for (int seed = 0; seed < LISTS; seed++) {
            seeds.add(seed);
        }
        if (which.matches("\\d+")) {
            seeds = List.of(Integer.valueOf(which));
        }
        List<String> differences = new ArrayList<>();
        int selected = 0;
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Callable<String>> runs = new ArrayList<>();
            for (int seed : seeds) {
                runs.add(() -> compare(seed));
            }
            for (Future<String> run : two.invokeAll(runs)) {
                if (run.get() == null) {
                    selected++;
                } else if (!run.get().isEmpty()) {
                    differences.add(run.get());
                }
            }
        } finally {
            two.shutdownNow();
        }
        assertThat(differences).isEmpty();
        if (seeds.size() > 1) {
            assertThat(selected).as("lists that both accept").isGreaterThan(seeds.size() / 2);
            assertThat(partial.get()).as("lists that take some and not all").isGreaterThan(seeds.size() / 3);
        }
    }

    /** @return null if both took the list and selected the same; empty if both refused it; else the difference */
    private String compare(int seed) throws Exception {
        Path work = Files.createDirectories(temp.resolve("run" + seed));
        Path tree = Files.createDirectories(work.resolve("src"));
        List<String> paths = RandomTree.build(tree, new Random(seed / LISTS_PER_TREE));
        Random random = new Random(seed);
        random.nextInt();
        String typed = List.of("src", "./src/", "src//.", tree.toString(), ".", "../run" + seed + "/src").get(random.nextInt(6));
        Path cwd = typed.equals(".") ? tree : work;
        byte[] typedBytes = typed.getBytes(StandardCharsets.UTF_8);
        String shown = new String(Walk.shownRoot(typedBytes), StandardCharsets.UTF_8);
        RandomRules rules = new RandomRules(random, shown, paths, Files.createDirectory(work.resolve("lists")));
        Outcome ours = ours(rules.rules(), tree, typedBytes);
        Outcome theirs = theirs(rules.arguments(), cwd, typed);
        long taken = theirs.taken.lines().count();
        if (taken > 1 && taken <= paths.size()) {
            partial.incrementAndGet();
        }
        if (ours.equals(new Outcome(theirs.exitCode, theirs.taken, ours.message))) {
            return theirs.exitCode == 0 ? null : "";
        }
        boolean refusedWithoutCrash = theirs.exitCode == UNEXPECTED && ours.exitCode == ErrorKind.SELECTION_PATTERN.exitCode()
                && theirs.message.matches("(?s).*\\n *(re.error|IndexError): .*");
        return refusedWithoutCrash ? "" : "seed " + seed + " " + typed + " " + escaped(rules.arguments().toString())
                + "\n ours   " + escaped(ours.toString()) + "\n theirs " + escaped(theirs.toString()) + "\n";
    }

    private static Outcome ours(SelectionRules rules, Path tree, byte[] typed) {
        try {
            Selection selection = rules.compile(typed, line -> { });
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new Walk(tree, typed, selection, false, WalkListener.SILENT).forEachRemaining(entry -> {
                out.writeBytes("A ".getBytes(StandardCharsets.UTF_8));
                out.writeBytes(entry.name().isRoot() ? new byte[] {'.'} : entry.name().toBytes());
                out.write('\n');
            });
            return new Outcome(0, out.toString(StandardCharsets.ISO_8859_1), "");
        } catch (BactrianException e) {
            return new Outcome(e.exitCode(), "", e.getMessage());
        }
    }

    private static Outcome theirs(List<String> arguments, Path cwd, String typed) throws IOException {
        Path work = cwd.endsWith("src") ? cwd.getParent() : cwd;
        List<String> all = new ArrayList<>(List.of("full", "--dry-run", "--no-encryption", "--no-print-statistics", "-v5",
                "--archive-dir", work.resolve("cache").toString()));
        all.addAll(arguments);
        all.addAll(List.of(typed, work.resolve("target").toUri().toString()));
        Path stdout = work.resolve("stdout");
        Path stderr = work.resolve("stderr");
        int code = WarmDuplicity.run(cwd, Map.of("LC_ALL", "C.UTF-8", "TMPDIR", work.toString()),
                all.stream().map(PathText::encode).toList(), stdout, stderr);
        String output = Files.readString(stdout, StandardCharsets.ISO_8859_1);
        int taken = output.indexOf("\nA .\n") + 1;
        return new Outcome(code, code == 0 ? output.substring(taken) : "",
                Files.readString(stderr, StandardCharsets.ISO_8859_1));
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.chars().forEach(c -> out.append(c >= ' ' && c < 0x7f ? Character.toString(c) : String.format("\\u%04x", c)));
        return out.toString();
    }
}
