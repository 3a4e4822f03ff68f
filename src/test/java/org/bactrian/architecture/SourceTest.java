package org.bactrian.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must hold for the source files themselves. */
class SourceTest {
    private static final int MOST_LINES = 400;
    private static final Path PROGRAM = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");

    @Test
    void filesAreShort() throws IOException {
        assertThat(tooLong(PROGRAM)).as("files of more than %d lines; such a class has two subjects", MOST_LINES).isEmpty();
        assertThat(tooLong(TESTS)).as("test files of more than %d lines", MOST_LINES).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() throws IOException {
        assertThat(withoutPackageInfo(PROGRAM)).as("packages without package-info.java").isEmpty();
    }

    @Test
    void violationsAreFound(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Long.java"), "// line\n".repeat(MOST_LINES + 1));
        Files.writeString(folder.resolve("Short.java"), "// line\n".repeat(MOST_LINES));
        assertThat(tooLong(folder)).containsExactly(folder.resolve("Long.java"));
        assertThat(withoutPackageInfo(folder)).containsExactly(folder);
    }

    private static List<Path> tooLong(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java") && lines(file) > MOST_LINES).toList();
        }
    }

    private static List<Path> withoutPackageInfo(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(Path::getParent).distinct()
                    .filter(folder -> !Files.exists(folder.resolve("package-info.java"))).toList();
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
