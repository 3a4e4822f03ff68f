package org.bactrian.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bactrian.cli.secret.ProcessTerminal;

/**
 * Runs the usual commands once, in one process and on a small tree of its own, so that the JVM can keep the classes they load in an
 * archive for quicker starts: {@code BACTRIAN_CDS=create bin/bactrian}. Nothing outside a temporary folder is touched.
 */
final class Rehearsal {
    private static final long GRACE_MILLIS = 1_000;

    private final Path scratch;
    private final Map<String, String> environment;
    private final List<String> failures = new ArrayList<>();

    private Rehearsal(Path scratch) {
        this.scratch = scratch;
        environment = Map.of("PASSPHRASE", "rehearsal", "HOME", scratch.toString(), "TMPDIR", scratch.toString());
    }

    /** Ends the process with 0, or with 1 after saying which command failed. */
    public static void main(String[] arguments) throws IOException {
        Path scratch = Files.createTempDirectory("bactrian-rehearsal");
        Rehearsal rehearsal = new Rehearsal(scratch);
        try {
            rehearsal.run();
        } finally {
            delete(scratch);
        }
        rehearsal.failures.forEach(System.err::println);
        System.exit(rehearsal.failures.isEmpty() ? 0 : 1);
    }

    private void run() throws IOException {
        Path source = Files.createDirectory(scratch.resolve("source"));
        Files.writeString(source.resolve("changing"), "one version of a file\n".repeat(1000));
        Files.writeString(source.resolve("staying"), "another file\n");
        Files.createSymbolicLink(source.resolve("link"), Path.of("staying"));
        command("--version");
        command("--help");
        for (String sealing : List.of("--encrypt", "--no-encryption")) {
            cycle(source, sealing.equals("--encrypt") ? List.of() : List.of(sealing));
        }
    }

    private void cycle(Path source, List<String> options) throws IOException {
        String target = "file://" + scratch.resolve("store" + options.size());
        String restored = scratch.resolve("restored" + options.size()).toString();
        command(options, "full", source.toString(), target);
        command(options, "incremental", source.toString(), target);
        Files.writeString(source.resolve("changing"), "one version of a file\n".repeat(900) + options);
        command(options, source.toString(), target);
        command(options, "collection-status", target);
        command(options, "list-current-files", target);
        command(options, "verify", target, source.toString());
        command(options, "restore", target, restored);
    }

    private void command(List<String> options, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(options);
        all.addAll(List.of("--archive-dir", scratch.resolve("archive").toString()));
        command(all.toArray(String[]::new));
    }

    private void command(String... words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ProcessTerminal terminal = new ProcessTerminal();
        Surroundings surroundings = new Surroundings(environment, terminal, false, said, said, Clock.systemUTC(),
                ZoneId.systemDefault(), Bactrian.home(System.getenv()));
        Interrupts interrupts = new Interrupts(System::exit, GRACE_MILLIS);
        CommandLineMain program = new CommandLineMain(surroundings, new CamelEngine(environment), interrupts);
        interrupts.watch(Thread.currentThread());
        Signals.install(interrupts, program::printState);
        int exit = program.run(RawArguments.restored(words));
        if (exit != 0) {
            failures.add(String.join(" ", words) + ": exit code " + exit + "\n" + said.toString(StandardCharsets.UTF_8));
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
