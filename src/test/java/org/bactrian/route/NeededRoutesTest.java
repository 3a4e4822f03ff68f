package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Route;
import org.apache.camel.spi.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which parts of the route files a command loads. */
class NeededRoutesTest {
    private static final Path SHIPPED = Path.of("routes");
    private static final Pattern ENTRY = Pattern.compile("from:\\s+uri: (\\S+)");

    /** What Runtime leaves out of a command. */
    private static final Set<String> SERVICE = Set.of("schedule.camel.yaml", "notify.camel.yaml");

    @TempDir
    private Path folder;

    @Test
    void aCommandLoadsWhatItLeadsToOnItsOwnKindOfStore() throws IOException {
        String status = needed(SHIPPED, "collection-status", "file");
        assertThat(entries(status)).contains("direct:collection-status", "direct:store-list", "direct:file-list")
                .doesNotContain("direct:list-current-files", "direct:store-put", "direct:file-put", "direct:full");
        assertThat(status).contains("id: store-retries", "name: fileStore").doesNotContain("openstack-swift", "PgpDataFormat", "WriteTree",
                "AddressCopy", "WalkSource");
        assertThat(entries(needed(SHIPPED, "collection-status", "swift"))).contains("direct:swift-list").doesNotContain("direct:file-list");
        assertThat(entries(needed(SHIPPED, "full", "file"))).contains("direct:backup-manifest", "direct:seal", "direct:unseal",
                "direct:file-put", "direct:file-get").doesNotContain("direct:restore", "direct:swift-put");
        assertThat(entries(needed(SHIPPED, "replicate", "file", "swift"))).contains("direct:file-get", "direct:swift-put");
    }

    @Test
    void theServicesRoutesAreNoCommands() {
        Path config = Path.of("config");
        try (Runtime runtime = new Runtime(SHIPPED.toAbsolutePath(), config, new Properties(), Map.of())) {
            runtime.onlyFor("collection-status", List.of("file")).start();
            assertThat(runtime.context().getRoutes()).extracting(Route::getRouteId).contains("collection-status", "file-list")
                    .doesNotContain("full", "backup", "swift-list");
        }
    }

    @Test
    void aFileThatWasAddedTakesEffect() throws IOException {
        copyShipped();
        write("mine.camel.yaml", """
                - beans:
                    - name: shelf
                      type: com.example.Shelf
                - route:
                    from:
                      uri: direct:shelf-list
                      steps:
                        - to: "direct:dust?timeout=5"
                - route:
                    from:
                      uri: direct:dust
                      steps: []
                - route:
                    from:
                      uri: direct:never
                      steps: []
                - route:
                    from:
                      uri: timer:now
                      steps:
                        - to: direct:ticked
                - route:
                    from:
                      uri: direct:ticked
                      steps: []
                """);
        assertThat(entries(needed(folder, "collection-status", "shelf"))).contains("direct:collection-status", "direct:shelf-list",
                "direct:dust", "timer:now", "direct:ticked").doesNotContain("direct:never", "direct:file-list");
        assertThat(needed(folder, "collection-status", "file")).contains("com.example.Shelf", "timer:now")
                .doesNotContain("direct:shelf-list");
    }

    @Test
    void aPlaceholderMayStandForAnything() throws IOException {
        write("a.camel.yaml", """
                - route:
                    from:
                      uri: direct:start
                      steps:
                        - toD: "direct:part-${header.kind}-{{size}}"
                - route:
                    from:
                      uri: direct:part-one-big
                      steps: []
                - route:
                    from:
                      uri: direct:party
                      steps: []
                """);
        assertThat(entries(needed(folder, "start"))).containsExactly("direct:start", "direct:part-one-big");
    }

    @Test
    void aFileOfAnotherLayoutIsLoadedWhole() throws IOException {
        String text = """
                -   route:
                        from: { uri: "direct:elsewhere", steps: [] }
                """;
        write("a.camel.yaml", text);
        assertThat(needed(folder, "collection-status", "file")).isEqualTo(text);
        write("a.camel.yaml", "---\n- route:\n    from:\n      uri: direct:elsewhere\n      steps: []\n");
        assertThat(entries(needed(folder, "collection-status", "file"))).containsExactly("direct:elsewhere");
        write("a.camel.yaml", "- from:\n    uri: direct:elsewhere\n    steps: []\n");
        assertThat(entries(needed(folder, "collection-status", "file"))).containsExactly("direct:elsewhere");
    }

    @Test
    void linesKeepTheirNumbers() throws IOException {
        List<String> lines = Files.readAllLines(SHIPPED.resolve("store.camel.yaml"));
        Resource store = resources(SHIPPED, "collection-status", "file").stream()
                .filter(resource -> resource.getLocation().endsWith("/store.camel.yaml")).findFirst().orElseThrow();
        List<String> kept = text(store).lines().toList();
        assertThat(kept).hasSameSizeAs(lines);
        assertThat(kept.indexOf("      uri: direct:store-list")).isEqualTo(lines.indexOf("      uri: direct:store-list")).isPositive();
    }

    @Test
    void everyShippedFileCanBeCut() throws IOException {
        try (var files = Files.newDirectoryStream(SHIPPED, "*.camel.yaml")) {
            for (Path file : files) {
                String text = Files.readString(file);
                RouteFile cut = RouteFile.of(file, text);
                assertThat(cut.only(new HashSet<>(cut.items()))).isEqualTo(text);
                long routes = text.lines().filter(line -> line.equals("- route:")).count();
                assertThat(cut.items().stream().filter(item -> !item.entry().isEmpty())).as(file.toString()).hasSize((int) routes);
            }
        }
    }

    private void copyShipped() throws IOException {
        try (var files = Files.newDirectoryStream(SHIPPED, "*.camel.yaml")) {
            for (Path file : files) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static List<Resource> resources(Path folder, String route, String... schemes) throws IOException {
        return new NeededRoutes(folder, SERVICE, route, List.of(schemes)).resources();
    }

    private static String needed(Path folder, String route, String... schemes) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Resource resource : resources(folder, route, schemes)) {
            all.append(text(resource));
        }
        return all.toString();
    }

    private static String text(Resource resource) throws IOException {
        try (InputStream in = resource.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> entries(String text) {
        List<String> found = new ArrayList<>();
        for (Matcher matcher = ENTRY.matcher(text); matcher.find();) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
