package org.bactrian.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.bactrian.install.Console.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The program as packaged: {@code target/bactrian} and the archive of the same. Needs no peers, but the package phase. */
class InstallationIT {
    private static final String VERSION = System.getProperty("bactrian.version");
    private static final Path HOME = Path.of("target/bactrian");
    private static final Path ARCHIVE = Path.of("target/bactrian-" + VERSION + ".tar.gz");

    @TempDir
    private Path folder;

    static List<Path> jdks() {
        return Jdks.all();
    }

    @ParameterizedTest
    @MethodSource("jdks")
    void tellsItsVersionOnEveryJavaAndNothingElse(Path jdk) throws Exception {
        Result result = new Console(folder).run(folder, Map.of("JAVA_HOME", jdk.toString(), "PATH", "/usr/bin:/bin"),
                List.of(HOME.resolve("bin/bactrian").toAbsolutePath().toString(), "--version"));
        assertThat(result).isEqualTo(new Result(0, "bactrian " + VERSION + "\n", ""));
    }

    @Test
    void hasWhatAnInstallationNeeds() {
        for (String name : List.of("bin/bactrian", "lib/bactrian-" + VERSION + ".jar", "config/application.properties",
                "config/logging.properties", "LICENSE", "README.md", "CHANGELOG.md", "share/man/man1/bactrian.1", "share/man/man1/bactrian-restore.1",
                "share/bash-completion/completions/bactrian", "share/zsh/site-functions/_bactrian", "share/fish/vendor_completions.d/bactrian.fish",
                "share/doc/bactrian/index.md")) {
            assertThat(HOME.resolve(name)).isRegularFile();
        }
        assertThat(HOME.resolve("lib")).as("the class archive of the packaging Java")
                .isDirectoryContaining(file -> file.toString().matches(".*[.](jsa|aot)"));
    }

    /** Not timed: what makes a start quick is that classes come ready from the archive, and that few are wanted. */
    @Test
    void aStartTakesItsClassesFromTheArchive() throws Exception {
        Path loaded = folder.resolve("loaded");
        Files.createDirectory(folder.resolve("store"));
        Result result = new Console(folder).run(folder,
                Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", "/usr/bin:/bin", "HOME", folder.toString(),
                        "BACTRIAN_JAVA_OPTS", "-Xlog:class+load:file=" + loaded),
                List.of(HOME.resolve("bin/bactrian").toAbsolutePath().toString(), "collection-status", "file://" + folder.resolve("store")));
        assertThat(result).extracting(Result::exit, Result::err).containsExactly(0, "");
        List<String> classes = Files.readAllLines(loaded);
        assertThat(classes.stream().filter(line -> line.contains("shared objects file"))).hasSizeBetween(2000, 6000);
        assertThat(classes.stream().filter(line -> line.matches(".*source: (file|jrt):.*"))).hasSizeLessThan(20);
        assertThat(classes).noneMatch(line -> line.contains("org.bouncycastle") || line.contains("jackson.databind.ObjectMapper"));
    }

    @Test
    void theBillOfMaterialsNamesEachJar() throws IOException {
        JsonNode bill = new ObjectMapper().readTree(HOME.resolve("share/doc/bactrian/bactrian.cdx.json").toFile());
        assertThat(bill.path("bomFormat").asText()).isEqualTo("CycloneDX");
        Set<String> named = new TreeSet<>();
        for (JsonNode component : bill.path("components")) {
            named.add(component.path("name").asText() + "-" + component.path("version").asText() + ".jar");
            assertThat(component.path("hashes")).as(named.toString()).isNotEmpty();
        }
        named.add("bactrian-" + VERSION + ".jar");
        named.add("bactrian.jar"); // a manifest
        try (Stream<Path> jars = Files.walk(HOME.resolve("lib"))) {
            assertThat(jars.map(jar -> jar.getFileName().toString()).filter(name -> name.endsWith(".jar")).toList())
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void theArchiveHoldsTheSameAndNoTraceOfItsMaking() throws IOException {
        Map<String, Integer> packed = new TreeMap<>();
        Set<FileTime> times = new HashSet<>();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(ARCHIVE));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                times.add(entry.getLastModifiedTime());
                assertThat(entry.getUserName() + entry.getLongUserId()).as(entry.getName()).isEqualTo("root0");
                if (entry.isFile()) {
                    String name = entry.getName().replaceFirst("^bactrian-" + VERSION + "/", "");
                    packed.put(name, entry.getMode() & 0777);
                    assertThat(tar.readAllBytes()).as(name).isEqualTo(Files.readAllBytes(HOME.resolve(name)));
                }
            }
        }
        assertThat(times).as("one time for all: the same source gives the same archive").hasSize(1);
        Map<String, Integer> laidOut = new TreeMap<>();
        try (Stream<Path> files = Files.walk(HOME)) {
            files.filter(file -> Files.isRegularFile(file) && !file.toString().endsWith(".jsa"))
                    .forEach(file -> laidOut.put(HOME.relativize(file).toString(), Files.isExecutable(file) ? 0755 : 0644));
        }
        assertThat(packed).isEqualTo(laidOut);
    }
}
