package org.bactrian.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes as shipped keep the rules of {@link RouteFolder}, and each rule can be broken. */
class RoutesTest {
    private static final Path SHIPPED = Path.of("routes");
    private static final Path PROGRAM = Path.of("src/main/java");
    private static final Pattern SENT = Pattern.compile("\"direct:([A-Za-z0-9-]+)\"");
    private static final String GOOD = """
            - routeConfiguration:
                id: errors
                description: One place for failure
                onException:
                  - onException:
                      exception: [java.io.IOException]
                      steps:
                        - to: direct:store
            - route:
                id: backup
                description: Seals and stores one volume
                from:
                  uri: direct:backup
                  steps:
                    - choice:
                        when:
                          - simple: ${header.sealed}
                            steps:
                              - to: {uri: direct, parameters: {name: seal}}
                    - toD: direct:${header.scheme}-put
                    - to: direct:store?block=false
            - route: {id: seal, description: Seals, from: {uri: direct:seal, steps: [log: sealed]}}
            - route: {id: file-put, description: Puts, from: {uri: direct:file-put, steps: [log: put]}}
            - route: {id: store, description: Stores, from: {uri: direct, parameters: {name: store}, steps: [log: stored]}}
            """;

    @TempDir
    private Path folder;

    @Test
    void shippedRoutesAreInOrder() throws IOException {
        assumeTrue(Files.isDirectory(SHIPPED), "there are no routes yet");
        assertThat(RouteFolder.problems(SHIPPED, sentFromJava())).isEmpty();
    }

    @Test
    void goodRoutesHaveNoProblems() throws IOException {
        assertProblems(GOOD);
    }

    @Test
    void anEmptyFolderIsAProblem() throws IOException {
        assertThat(RouteFolder.problems(folder, Set.of())).singleElement().asString().contains("no *.camel.yaml file");
    }

    @Test
    void theSchemaKnowsEveryOption() throws IOException {
        assertProblems(GOOD.replace("steps: [log: sealed]", "steps: [lag: sealed]"), "lag");
        assertProblems(GOOD.replace("onException:\n      - onException", "onException:\n      - onExcuse"), "onExcuse");
    }

    @Test
    void brokenYamlIsNamed() throws IOException {
        assertProblems("- route: {id: x\n", "test.camel.yaml");
    }

    @Test
    void everyRouteHasAnIdAndADescription() throws IOException {
        assertProblems(GOOD.replace("id: seal, ", ""), "a route has the id ''");
        assertProblems(GOOD.replace("id: seal,", "id: Seal_it,"), "a route has the id 'Seal_it'");
        assertProblems(GOOD.replace("id: seal,", "id: store,"), "'store' is there twice");
        assertProblems(GOOD.replace("description: Seals,", ""), "route 'seal' has no description");
        assertProblems(GOOD.replace("    description: One place for failure\n", ""), "routeConfiguration 'errors' has no description");
        assertProblems(GOOD + "- from: {uri: timer:x, steps: [log: x]}\n", "bare 'from'");
    }

    @Test
    void whatIsCalledExists() throws IOException {
        assertProblems(GOOD.replace("name: seal}", "name: seel}"), "direct:seel is called");
        assertProblems(GOOD.replace("direct:file-put", "direct:file-get"), "direct:${header.scheme}-put is called");
        assertThat(problems(GOOD, "restore")).singleElement().asString().contains("direct:restore is called");
        assertThat(problems(GOOD, "backup")).isEmpty();
    }

    private void assertProblems(String yaml, String... parts) throws IOException {
        assertThat(problems(yaml)).hasSize(parts.length);
        for (String part : parts) {
            assertThat(problems(yaml)).anySatisfy(problem -> assertThat(problem).contains(part));
        }
    }

    private List<String> problems(String yaml, String... called) throws IOException {
        Files.writeString(folder.resolve("test.camel.yaml"), yaml);
        return RouteFolder.problems(folder, Set.of(called));
    }

    /** The endpoints that the program sends to by a literal name. */
    private static Set<String> sentFromJava() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(PROGRAM)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                SENT.matcher(Files.readString(file)).results().map(found -> found.group(1)).forEach(names::add);
            }
        }
        return names;
    }
}
