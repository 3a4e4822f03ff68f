package org.bactrian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command line of the README or the manual.
 *
 * @param page where it stands
 * @param text the line
 * @param words those after {@code bactrian}
 */
record ManualLine(Path page, String text, List<String> words) {
    private static final Pattern LINE = Pattern.compile("^ {4}(?:.*[ ;])?bactrian ([^#|;>]*?)(?:\\s+[#|;>].*|\\s*)$");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    /** The README and the manual. */
    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), files).sorted().toList();
        }
    }

    /** The command lines of a page, in order. */
    static List<ManualLine> of(Path page) throws IOException {
        List<ManualLine> lines = new ArrayList<>();
        for (String line : Files.readString(page).lines().toList()) {
            Matcher found = LINE.matcher(line);
            if (found.matches()) {
                List<String> words = new ArrayList<>();
                WORD.matcher(found.group(1)).results().forEach(word -> words.add(word.group(1) != null ? word.group(1) : word.group(2)));
                lines.add(new ManualLine(page, line.strip(), words));
            }
        }
        return lines;
    }

    @Override
    public String toString() {
        return page + ": " + text;
    }
}
