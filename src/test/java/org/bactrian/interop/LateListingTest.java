package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.bactrian.request.BackupRequest.Mode;
import org.bactrian.store.StoredObject;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose listing is behind: it does not show what was just written. */
class LateListingTest {
    @TempDir
    private Path temp;

    private Predicate<String> unlisted = name -> false;

    @Test
    void theNewestSetIsNotForgotten() throws Exception {
        Path source = Files.createDirectory(temp.resolve("source"));
        Files.writeString(source.resolve("file"), "first");
        try (Program program = Program.start(Map.of(), Map.of())) {
            program.context().addRoutes(new LateStore());
            Backups target = program.at("late://" + temp.resolve("store"), temp.resolve("archive"));
            target.time(Instant.parse("2024-01-01T00:00:00Z")).backup(source).expectSuccess();
            List<String> before = names(target.archive());
            Files.writeString(source.resolve("file"), "second");
            unlisted = name -> name.endsWith(".manifest") || name.contains("signatures");
            target.time(Instant.parse("2024-01-02T00:00:00Z")).backup(source, Mode.INCREMENTAL).expectSuccess();
            assertThat(names(target.archive())).containsAll(before);
            assertThat(names(temp.resolve("store"))).as("no second full").filteredOn(name -> name.startsWith("duplicity-full."))
                    .hasSize(2);
            unlisted = name -> false;
            target.restore(temp.resolve("restored")).expectSuccess();
            assertThat(TreeListing.of(temp.resolve("restored")).differencesFrom(TreeListing.of(source))).isEmpty();
        }
    }

    @Test
    void whatIsReallyGoneIsGone() throws Exception {
        Path source = Files.createDirectory(temp.resolve("source"));
        Files.writeString(source.resolve("file"), "first");
        try (Program program = Program.start(Map.of(), Map.of())) {
            Backups target = program.at("file://" + temp.resolve("store"), temp.resolve("archive"));
            target.time(Instant.parse("2024-01-01T00:00:00Z")).backup(source).expectSuccess();
            try (Stream<Path> files = Files.list(temp.resolve("store"))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            target.time(Instant.parse("2024-01-02T00:00:00Z")).backup(source).expectSuccess();
            assertThat(names(temp.resolve("store"))).filteredOn(name -> name.startsWith("duplicity-full.")).hasSize(2);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("duplicity-")).toList();
        }
    }

    /** The scheme {@code late}: the file store, but for what its listing lacks. */
    private final class LateStore extends RouteBuilder {
        @Override
        public void configure() {
            for (String operation : List.of("put", "get", "stat", "delete")) {
                from("direct:late-" + operation).streamCache("false").errorHandler(noErrorHandler()).to("direct:file-" + operation);
            }
            from("direct:late-list").errorHandler(noErrorHandler()).to("direct:file-list").process(exchange -> {
                List<?> all = exchange.getMessage().getBody(List.class);
                exchange.getMessage().setBody(all.stream().filter(each -> !unlisted.test(((StoredObject) each).name())).toList());
            });
        }
    }
}
