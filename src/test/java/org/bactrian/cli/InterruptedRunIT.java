package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged program, told to end in the middle of a file that would take it minutes. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptedRunIT {
    private static final long ENDLESS = 1L << 38;

    @TempDir
    Path folder;
    private Path source;
    private Process process;

    @BeforeEach
    void source() throws IOException {
        source = Files.createDirectories(folder.resolve("source"));
        Files.createDirectories(folder.resolve("temp"));
        try (RandomAccessFile file = new RandomAccessFile(source.resolve("large").toFile(), "rw")) {
            file.setLength(ENDLESS); // holes: takes no room
        }
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"INT,4,Interrupted", "TERM,143,Terminated"})
    void endsSoonAndLeavesNothingThatStandsInTheWay(String signal, int exitCode, String message) throws Exception {
        process = start("-v5", source.toString(), store());
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        assertThat(lineWith(out, "A large")).isNotNull();
        kill("USR1");
        assertThat(lineWith(out, " since ")).matches("backup since [-0-9]{10} [:0-9]{8}, reading large: [0-9.]+[KMG]B .*1 file, volume 1");
        kill(signal);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("seconds").isTrue();
        assertThat(process.exitValue()).isEqualTo(exitCode);
        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith(message + "\n");
        assertThat(names("store")).as("a set that is not whole has no manifest").noneMatch(name -> name.contains("manifest"));
        assertThat(names("temp")).isEmpty();
        Files.writeString(source.resolve("large"), "small now");
        assertThat(run(source.toString(), store())).isZero();
        assertThat(run(store(), folder.resolve("out").toString())).isZero();
        assertThat(folder.resolve("out/large")).hasContent("small now");
    }

    private String store() {
        return "file://" + folder.resolve("store");
    }

    private List<String> names(String name) throws IOException {
        try (Stream<Path> files = Files.list(Files.createDirectories(folder.resolve(name)))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String lineWith(BufferedReader out, String text) throws IOException {
        String line = out.readLine();
        while (line != null && !line.contains(text)) {
            line = out.readLine();
        }
        return line;
    }

    private int run(String... words) throws IOException, InterruptedException {
        process = start(words);
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private Process start(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of("target/bactrian/bin/bactrian").toAbsolutePath().toString(), "--no-encryption",
                "--archive-dir", folder.resolve("archive").toString(), "--tempdir", folder.resolve("temp").toString()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command).start();
    }

    private void kill(String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor()).isZero();
    }
}
