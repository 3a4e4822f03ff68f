package org.bactrian.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The whole program in this JVM, on the shipped routes, with a source of three files, a store and an archive directory of its own, in
 * clear text unless told otherwise.
 */
final class Trial {
    private static final Pattern LISTED = Pattern.compile("\\w{3} \\w{3} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d \\d{4} (.*)");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    final Path source;
    final Path store;
    final Path archive;
    final String url;
    final Map<String, String> environment = new HashMap<>();
    /** Options of every run. */
    final List<String> always = new ArrayList<>();
    int exit;
    String out;
    String err;
    private final Path folder;

    Trial(Path folder) throws IOException {
        this.folder = folder;
        source = folder.resolve("src");
        store = folder.resolve("store");
        archive = folder.resolve("archive");
        url = "file://" + store;
        Files.createDirectories(source.resolve("d"));
        file("a", "one");
        file("B.txt", "two");
        file("d/c", "three");
        environment.put("HOME", folder.resolve("home").toString());
        always.addAll(List.of("--no-encryption", "--archive-dir", archive.toString()));
    }

    /** Makes a file in the source. */
    Path file(String name, String text) throws IOException {
        return Files.writeString(source.resolve(name), text);
    }

    /** Makes a file of random bytes in the source. */
    Path file(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(source.resolve(name), bytes);
    }

    /** Runs the program. */
    Trial run(String... words) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(environment, new Session.FakeTerminal(), false, outBytes, errBytes,
                Clock.fixed(NOW, ZoneOffset.UTC), ZoneOffset.UTC, Path.of(""));
        List<String> all = new ArrayList<>(always);
        all.addAll(List.of(words));
        exit = new CommandLineMain(surroundings, new CamelEngine(environment), new Interrupts(code -> { }, 10)).run(all.toArray(String[]::new));
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return this;
    }

    /** Backs up; now, unless an option says another time. */
    Trial backup(String... options) {
        return done(Session.with(options, source.toString(), url));
    }

    /** Restores. @return the folder */
    Path restore(String... options) throws IOException {
        Path restored = Files.createTempDirectory(folder, "restored");
        done(Session.with(options, "restore", url, restored.toString()));
        return restored;
    }

    /** Runs the program, which must do it. */
    Trial done(String... words) {
        run(words);
        if (exit != 0) {
            throw new AssertionError("exit " + exit + ": " + out + err);
        }
        return this;
    }

    /** Names on the store, sorted. */
    List<String> objects() throws IOException {
        return names(store);
    }

    /** Names in a folder, sorted; none if it is missing. */
    static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** The one file in a folder or below whose path has this in it. */
    static Path only(Path folder, String part) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(Files::isRegularFile).filter(file -> file.toString().contains(part)).toList();
            if (found.size() != 1) {
                throw new AssertionError(part + " in " + found);
            }
            return found.get(0);
        }
    }

    /** What the last backup holds but its root, in order. */
    List<String> listed() {
        return done("list-current-files", url).out.lines().map(LISTED::matcher).filter(Matcher::matches).map(line -> line.group(1))
                .filter(name -> !name.equals(".")).toList();
    }
}
