package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bactrian.chain.Goldens;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What duplicity leaves on the store and in its archive directory when it dies. */
class LeftByDuplicityTest {
    @TempDir
    private Path temp;

    @Test
    void isCleanedAndNeverRead() throws Exception {
        Path source = Files.createDirectory(temp.resolve("source"));
        Files.writeString(source.resolve("file"), "text");
        Path store = Files.createDirectory(temp.resolve("store"));
        Path archive = Files.createDirectory(temp.resolve("archive"));
        try (Program program = Program.start(Map.of(), Map.of())) {
            Backups target = program.at("file://" + store, archive);
            Files.createDirectories(target.archive());
            copyGolden("interrupted/remote-interrupted", store);
            copyGolden("interrupted/archive-interrupted", target.archive());
            assertThat(target.restore(temp.resolve("nothing")).failure()).isNotNull();
            assertThat(names(store)).hasSize(2);
            target.backup(source).expectSuccess();
            assertThat(names(store)).noneMatch(name -> name.contains("20240101"));
            assertThat(names(target.archive())).noneMatch(name -> name.endsWith(".part"));
            target.restore(temp.resolve("restored")).expectSuccess();
            assertThat(TreeListing.of(temp.resolve("restored")).differencesFrom(TreeListing.of(source))).isEmpty();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void copyGolden(String golden, Path folder) throws IOException {
        for (String name : Goldens.names(golden)) {
            Files.copy(Goldens.path(golden + "/" + name), folder.resolve(name));
        }
    }
}
