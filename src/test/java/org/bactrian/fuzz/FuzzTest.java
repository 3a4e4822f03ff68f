package org.bactrian.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bactrian.testkit.Tally;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Jazzer on each target: all inputs of {@code src/test/resources/fuzz}, then some thousands of new ones, guided by coverage, in a process
 * of its own with 256 MB. How many is fixed, not how long: what is tried must not depend on how fast the machine is. {@code -Dfuzz=SECONDS}
 * goes on for so long; what it finds is left in {@code target/fuzz}, and belongs, once mended, to those inputs.
 */
class FuzzTest {
    private static final int EXECUTIONS = 20_000;
    private static final int PATIENCE = 180;
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");
    private static final Pattern COVERAGE = Pattern.compile("cov: (\\d+)");

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @ValueSource(strings = {"org.bactrian.fuzz.ManifestTarget", "org.bactrian.fuzz.NamesTarget", "org.bactrian.fuzz.TarTarget",
        "org.bactrian.fuzz.SigtarTarget", "org.bactrian.fuzz.DeltaTarget", "org.bactrian.pgp.PacketsTarget",
        "org.bactrian.source.select.FilelistsTarget"})
    void nothingIsFound(String target) throws Exception {
        String name = target.replaceFirst(".*\\.(\\w+)Target", "$1").toLowerCase(Locale.ROOT);
        Path corpus = Path.of("src/test/resources/fuzz", name).toAbsolutePath();
        assertThat(corpus).isDirectory();
        replay(Class.forName(target), corpus);
        fuzz(target, name, corpus);
    }

    private static void replay(Class<?> target, Path corpus) throws Exception {
        try (Stream<Path> inputs = Files.list(corpus)) {
            for (Path input : inputs.sorted().toList()) {
                try {
                    target.getMethod("fuzzerTestOneInput", byte[].class).invoke(null, (Object) Files.readAllBytes(input));
                } catch (InvocationTargetException e) {
                    throw new AssertionError("the input " + input, e.getCause());
                }
            }
        }
    }

    private void fuzz(String target, String name, Path corpus) throws IOException, InterruptedException {
        Integer seconds = Integer.getInteger("fuzz");
        Path found = Files.createDirectories(Path.of("target/fuzz", name).toAbsolutePath());
        Path output = scratch.resolve("output");
        Files.createDirectories(scratch.resolve("new"));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target, "--instrumentation_includes=org.bactrian.**", "--custom_hook_includes=org.bactrian.**",
                "--reproducer_path=" + found, "-artifact_prefix=" + found + "/", "-seed=7", "-max_len=16384", "-timeout=20",
                "-rss_limit_mb=1500", seconds == null ? "-runs=" + EXECUTIONS : "-max_total_time=" + seconds,
                "-print_final_stats=1", scratch.resolve("new").toString(),
                corpus.toString()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(PATIENCE + (seconds == null ? 0 : seconds), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        String text = Files.readString(output, StandardCharsets.ISO_8859_1);
        assertThat(process.waitFor()).as(text).isZero();
        Matcher done = DONE.matcher(text);
        assertThat(done.find()).as(text).isTrue();
        Tally.add("fuzz executions: " + name + ", " + done.group(1) + " executions, coverage " + last(COVERAGE, text) + ", 0 losses");
        assertThat(Long.parseLong(done.group(1))).as(text).isPositive();
    }

    private static String last(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).reduce((first, second) -> second).orElse("?");
    }
}
