package org.bactrian.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each invariant of the manual has a test that breaks it, by class and perhaps method; and these are there. */
class InvariantsTest {
    private static final Path PAGE = Path.of("src/docs/invariants.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))(?:#(\\w+))?`");
    private static final int INVARIANTS = 10;

    @Test
    void eachHasTestsThatAreThere() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| **")).toList();
        assertThat(rows).hasSize(INVARIANTS);
        TreeSet<String> missing = new TreeSet<>();
        for (String row : rows) {
            List<MatchResult> named = NAMED.matcher(row).results().toList();
            assertThat(named).as(row).isNotEmpty();
            for (MatchResult test : named) {
                if (!isThere(test.group(1), test.group(2))) {
                    missing.add(test.group());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static boolean isThere(String type, String method) throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file : files.filter(each -> each.endsWith(type + ".java")).toList()) {
                String text = Files.readString(file);
                return method == null || Pattern.compile("@(Test|ParameterizedTest)[\\s\\S]*?\\bvoid " + method + "\\(").matcher(text).find();
            }
        }
        return false;
    }
}
