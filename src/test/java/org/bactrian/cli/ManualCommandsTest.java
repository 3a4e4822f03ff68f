package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bactrian.cli.option.UnsupportedOption;
import org.bactrian.error.BactrianException;
import org.junit.jupiter.api.Test;

/** Every command line in the manual and the README can be understood, and every option named there exists. */
class ManualCommandsTest {
    private static final Pattern LINE = Pattern.compile("^ {4}(?:.*[ ;])?bactrian ([^#|;>]*?)(?:\\s+[#|;>].*|\\s*)$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern OPTION = Pattern.compile("`(--[a-z][-a-z]*)");

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), files).sorted().toList();
        }
    }

    @Test
    void everyCommandLineIsUnderstood() throws IOException {
        List<String> wrong = new ArrayList<>();
        int lines = 0;
        for (Path page : pages()) {
            for (String line : Files.readString(page).lines().toList()) {
                Matcher found = LINE.matcher(line);
                if (found.matches()) {
                    lines++;
                    wrong.addAll(problem(page + ": " + line.strip(), found.group(1)));
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(lines).isGreaterThan(30);
    }

    private static List<String> problem(String where, String line) {
        List<String> words = new ArrayList<>();
        WORD.matcher(line.replaceAll("--config-file /\\S+", "")) // the reader's own, which is not here
                .results().forEach(word -> words.add(word.group(1) != null ? word.group(1) : word.group(2)));
        try {
            CommandLineReader reader = new CommandLineReader(words.toArray(String[]::new));
            if (reader.explanation().isEmpty() && !reader.invocation().notes().isEmpty()) {
                return List.of(where + ": " + reader.invocation().notes());
            }
            return List.of();
        } catch (BactrianException e) {
            return List.of(where + ": " + e.getMessage());
        }
    }

    @Test
    void everyOptionExists() throws IOException {
        Model model = new Model();
        TreeSet<String> unknown = new TreeSet<>();
        for (Path page : pages()) {
            OPTION.matcher(Files.readString(page)).results().map(match -> match.group(1)).forEach(name -> {
                boolean there = model.groupOf(name).isPresent() || UnsupportedOption.named(name).isPresent()
                        || name.equals("--symmetric");
                if (!there) {
                    unknown.add(page + " " + name);
                }
            });
        }
        assertThat(unknown).isEmpty();
    }
}
