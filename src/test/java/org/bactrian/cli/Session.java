package org.bactrian.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bactrian.cli.secret.Terminal;
import org.bactrian.testkit.Program;

/** The program run in this JVM, with an engine that remembers what it was given. A source {@code src} and an empty folder are there. */
final class Session {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final String URL = "file:///nowhere/store";

    final Path folder;
    final Path source;
    final Path empty;
    final Map<String, String> environment = new HashMap<>();
    final FakeTerminal terminal = new FakeTerminal();
    final Interrupts interrupts = new Interrupts(code -> { }, 10);
    /** What the engine does; the default does nothing. */
    Function<Work, Outcome> engine = work -> Outcome.DONE;
    /** What the engine was given in the last run; null if it was not called. */
    Work work;
    /** What the routes said in the last run, if they do the work. */
    Program.Result said;
    String out;
    String err;

    Session(Path folder) {
        this.folder = folder;
        source = folder.resolve("src");
        empty = folder.resolve("empty");
        try {
            Files.createDirectories(source);
            Files.writeString(source.resolve("file"), "x");
            Files.createDirectories(empty);
            environment.put("HOME", empty.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int run(String... args) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(environment, terminal, false, outBytes, errBytes,
                Clock.fixed(NOW, ZoneOffset.UTC), ZoneOffset.UTC, folder.resolve("home"));
        work = null;
        int exit = new CommandLineMain(surroundings, given -> {
            work = given;
            return engine.apply(given);
        }, interrupts).run(args);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return exit;
    }

    /** Lets the shipped routes do the work from here on; what they say is in {@link #said}. */
    void on(Program program) {
        engine = given -> {
            said = program.send(given.route(), given.request(), given.seals());
            if (said.failure() != null) {
                throw said.failure();
            }
            return new Outcome(said.body(), said.entryErrors(), said.differences());
        };
    }

    /** The request of a run that must have gone well. */
    <T> T request(Class<T> type, String... args) {
        int exit = run(args);
        if (exit != 0) {
            throw new AssertionError("exit " + exit + ": " + err);
        }
        return type.cast(work.request());
    }

    /** {@code [options…] src URL}. */
    String[] backup(String... options) {
        return with(options, source.toString(), URL);
    }

    /** {@code restore [options…] URL empty}. */
    String[] restore(String... options) {
        return with(options, "restore", URL, empty.toString());
    }

    static String[] with(String[] options, String... words) {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(words));
        return all.toArray(String[]::new);
    }

    /** Answers what it was told to, and remembers what it was asked. */
    static final class FakeTerminal implements Terminal {
        final Deque<String> answers = new ArrayDeque<>();
        final List<String> shown = new ArrayList<>();
        boolean there = true;

        @Override
        public boolean isThere() {
            return there;
        }

        @Override
        public char[] readSecret(String prompt) {
            shown.add(prompt);
            String answer = answers.poll();
            return answer == null ? null : answer.toCharArray();
        }

        @Override
        public void show(String line) {
            shown.add(line);
        }
    }
}
