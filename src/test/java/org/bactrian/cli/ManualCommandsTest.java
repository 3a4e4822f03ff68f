package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bactrian.cli.option.UnsupportedOption;
import org.bactrian.error.BactrianException;
import org.junit.jupiter.api.Test;

/** Every command line in the manual and the README can be understood, and every option named there exists. */
class ManualCommandsTest {
    private static final Pattern OPTION = Pattern.compile("`(--[a-z][-a-z]*)");

    @Test
    void everyCommandLineIsUnderstood() throws IOException {
        List<String> wrong = new ArrayList<>();
        int lines = 0;
        for (Path page : ManualLine.pages()) {
            for (ManualLine line : ManualLine.of(page)) {
                lines++;
                wrong.addAll(problem(line));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(lines).isGreaterThan(30);
    }

    private static List<String> problem(ManualLine line) {
        List<String> words = new ArrayList<>(line.words());
        int file = words.indexOf("--config-file"); // the reader's own, which is not here
        if (file >= 0) {
            words.subList(file, file + 2).clear();
        }
        try {
            CommandLineReader reader = new CommandLineReader(words.toArray(String[]::new));
            if (reader.explanation().isEmpty() && !reader.invocation().notes().isEmpty()) {
                return List.of(line + ": " + reader.invocation().notes());
            }
            return List.of();
        } catch (BactrianException e) {
            return List.of(line + ": " + e.getMessage());
        }
    }

    @Test
    void everyOptionExists() throws IOException {
        Model model = new Model();
        TreeSet<String> unknown = new TreeSet<>();
        for (Path page : ManualLine.pages()) {
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
