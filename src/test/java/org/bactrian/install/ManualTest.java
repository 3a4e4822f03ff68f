package org.bactrian.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bactrian.error.ErrorKind;
import org.junit.jupiter.api.Test;

/** What the manual and the README say exists: links, files of routes, exit codes. */
class ManualTest {
    private static final Path DOCS = Path.of("src/docs");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern ROW = Pattern.compile("^\\| (\\d+) \\| `(\\w+)` \\|", Pattern.MULTILINE);
    private static final Pattern ROUTES = Pattern.compile("`(?:routes/)?([-a-z]+\\.camel\\.yaml)`");

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(DOCS)) {
            return Stream.concat(Stream.of(Path.of("README.md")), files.filter(file -> file.toString().endsWith(".md"))).sorted().toList();
        }
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        TreeSet<String> dead = new TreeSet<>();
        for (Path page : pages()) {
            for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
                if (!link.group(1).contains("://") && !leadsSomewhere(page, link)) {
                    dead.add(page + ": " + link.group());
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, MatchResult link) throws IOException {
        Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
        return Files.exists(target) && (link.group(2) == null || anchors(target).contains(link.group(2)));
    }

    /** Of a page's headings, as GitHub and others make them. */
    private static List<String> anchors(Path page) throws IOException {
        return Files.readString(page).lines().filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-')).toList();
    }

    @Test
    void everyPageIsReachedFromTheIndex() throws IOException {
        String index = Files.readString(DOCS.resolve("index.md"));
        for (Path page : pages()) {
            if (page.startsWith(DOCS) && !page.endsWith("index.md")) {
                assertThat(index).contains("(" + page.getFileName() + ")");
            }
        }
    }

    @Test
    void exitCodesAreThoseThereAre() throws IOException {
        Map<Integer, String> said = new TreeMap<>();
        ROW.matcher(Files.readString(DOCS.resolve("exit-codes.md"))).results()
                .forEach(row -> assertThat(said.put(Integer.valueOf(row.group(1)), row.group(2))).as("each once").isNull());
        Map<Integer, String> there = new TreeMap<>();
        for (ErrorKind kind : ErrorKind.values()) {
            there.put(kind.exitCode(), kind.name().toLowerCase(Locale.ROOT));
        }
        assertThat(said).isEqualTo(there);
    }

    @Test
    void everyFileOfRoutesIsExplainedAndThere() throws IOException {
        TreeSet<String> explained = new TreeSet<>(ROUTES.matcher(Files.readString(DOCS.resolve("routes.md"))).results()
                .map(match -> match.group(1)).toList());
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            assertThat(explained).isEqualTo(new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
        }
    }
}
