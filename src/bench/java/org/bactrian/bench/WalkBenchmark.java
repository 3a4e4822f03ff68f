package org.bactrian.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bactrian.source.RawPath;
import org.bactrian.source.SourceEntry;
import org.bactrian.source.Walk;
import org.bactrian.source.WalkListener;
import org.bactrian.source.select.KernelFileSystems;
import org.bactrian.source.select.Rule;
import org.bactrian.source.select.SelectionRules;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A tree of empty files; entries a second. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.SECONDS)
public class WalkBenchmark {
    private static final int FOLDERS = 100;
    private static final int FILES = 100;
    private static final int ENTRIES = 1 + FOLDERS + FOLDERS * FILES;

    private Path tree;

    @Setup
    public void prepare() throws IOException {
        tree = Files.createTempDirectory("bactrian-walk");
        for (int i = 0; i < FOLDERS; i++) {
            Path folder = Files.createDirectory(tree.resolve("folder" + i));
            for (int j = 0; j < FILES; j++) {
                Files.createFile(folder.resolve("file" + j));
            }
        }
    }

    @TearDown
    public void remove() throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(tree)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public int walk() {
        return count(Walk.everything(tree));
    }

    @Benchmark
    @OperationsPerInvocation(ENTRIES)
    public int selection() {
        byte[] root = RawPath.bytes(tree);
        String shown = tree.toString();
        SelectionRules rules = new SelectionRules(List.of(Rule.exclude("**/cache"), Rule.include(shown + "/folder?"),
                Rule.exclude(shown + "/folder*/file[0-4]?"), Rule.excludeRegexp("\\.tmp$")), false, KernelFileSystems.NONE);
        return count(new Walk(tree, root, rules.compile(root, notice -> { }), false, WalkListener.SILENT));
    }

    private static int count(Iterator<SourceEntry> entries) {
        int count = 0;
        for (; entries.hasNext(); count++) {
            entries.next();
        }
        return count;
    }
}
