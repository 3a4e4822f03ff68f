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
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    /** Lists that both programs took. */
    private final AtomicInteger selected = new AtomicInteger();

    /** Lists that took something and left something out. */
    private final AtomicInteger partial = new AtomicInteger();

    private final Queue<String> differences = new ConcurrentLinkedQueue<>();

    /** What came of it: the names taken, or the exit code. */
    private record Outcome(int exitCode, String taken, String message) { }

    @Test
    void selectsWhatDuplicitySelects() throws Exception {
        String one = System.getProperty("selection", "");
        Map<Integer, List<Integer>> seedsOfTrees = (one.isEmpty() ? IntStream.range(0, LISTS) : IntStream.of(Integer.parseInt(one)))
                .boxed().collect(Collectors.groupingBy(seed -> seed / LISTS_PER_TREE));
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Void>> runs = new ArrayList<>();
            seedsOfTrees.forEach((tree, seeds) -> runs.add(() -> compare(tree, seeds)));
            for (Future<Void> run : two.invokeAll(runs)) {
                run.get();
            }
        } finally {
            two.shutdownNow();
        }
        assertThat(differences).isEmpty();
        if (one.isEmpty()) {
            assertThat(selected.get()).as("lists that both accept").isGreaterThan(LISTS / 2);
            assertThat(partial.get()).as("lists that take some and not all").isGreaterThan(LISTS / 3);
        }
    }

    private Void compare(int tree, List<Integer> seeds) throws IOException {
        Path work = Files.createDirectory(temp.resolve("tree" + tree));
        Path source = Files.createDirectory(work.resolve("src"));
        List<String> paths = RandomTree.build(source, new Random(tree));
        for (int seed : seeds) {
            compare(seed, source, paths);
        }
        return null;
    }

    private void compare(int seed, Path source, List<String> paths) throws IOException {
        Path work = source.getParent();
        Random random = new Random(seed);
        random.nextInt();
        String typed = List.of("src", "./src/", "src//.", source.toString(), ".", "../" + work.getFileName() + "/src").get(random.nextInt(6));
        byte[] typedBytes = typed.getBytes(StandardCharsets.UTF_8);
        String shown = new String(Walk.shownRoot(typedBytes), StandardCharsets.UTF_8);
        RandomRules rules = new RandomRules(random, shown, paths, Files.createDirectory(work.resolve("lists" + seed)));
        Outcome ours = ours(rules.rules(), source, typedBytes);
        Outcome theirs = theirs(rules.arguments(), typed.equals(".") ? source : work, work, typed);
        long taken = theirs.taken.lines().count();
        partial.addAndGet(taken > 1 && taken <= paths.size() ? 1 : 0);
        boolean refusedWithoutCrash = theirs.exitCode == UNEXPECTED && ours.exitCode == ErrorKind.SELECTION_PATTERN.exitCode()
                && theirs.message.matches("(?s).*\\n *(re.error|IndexError): .*");
        if (ours.equals(new Outcome(theirs.exitCode, theirs.taken, ours.message))) {
            selected.addAndGet(theirs.exitCode == 0 ? 1 : 0);
        } else if (!refusedWithoutCrash) {
            differences.add("seed " + seed + " " + typed + " " + escaped(rules.arguments().toString())
                    + "\n ours   " + escaped(ours.toString()) + "\n theirs " + escaped(theirs.toString()) + "\n");
        }
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

    private static Outcome theirs(List<String> arguments, Path cwd, Path work, String typed) throws IOException {
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
