package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.bactrian.testkit.Duplicity;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Progress on a real pseudo-terminal, made by script(1), in a file, and in the machine log beside the real duplicity's. */
class ProgressIT {
    /** Record, and the line a person reads; ours goes on with files and volume. */
    private static final Pattern STANZA = Pattern.compile("NOTICE 16 (\\d+) \\d+ (\\d+) \\d+ \\d+ [01]\n"
            + "\\. [0-9.]+[KMG]B \\d\\d:\\d\\d:\\d\\d \\[[0-9.]+[KMG]B/s\\] \\[=*> *\\] \\d+% (ETA [^,\n]+|Stalled!)(, \\d+ files?, volume \\d+)?\n\n");

    @TempDir
    Path folder;

    @Test
    @NeedsPeer("script")
    void aTerminalShowsOneLineThatChanges() throws Exception {
        Session session = new Session(folder);
        String command = "stty cols 70; " + String.join(" ", program("--progress", "--progress-rate", "1", session.source.toString(), Session.URL));
        String shown = run(new ProcessBuilder("script", "-q", "-c", command, "/dev/null"));
        List<String> lines = Arrays.stream(shown.split("\033\\[F\033\\[2K")).map(String::strip).toList();
        assertThat(lines).hasSizeBetween(3, 4).allMatch(line -> line.length() <= 70 && line.contains("ETA "));
        assertThat(lines.get(0)).contains("1 file");
        assertThat(lines.get(lines.size() - 1)).contains("=>] 100% ETA 0sec");
    }

    @Test
    @NeedsPeer("script")
    void elsewhereLinesArePlain() throws Exception {
        Session session = new Session(folder);
        String shown = run(new ProcessBuilder(program("--progress", "--progress-rate", "1", session.source.toString(), Session.URL)));
        assertThat(shown).doesNotContain("\033").matches("(?s)([0-9.]+[KM]B 00:00:0\\d .* 1 file, volume 1\n){3,4}").contains("100% ETA 0sec");
    }

    @Test
    @NeedsPeer("duplicity")
    void recordsAreDuplicitys() throws Exception {
        Path source = Files.createDirectories(folder.resolve("source"));
        byte[] bytes = new byte[24 << 20];
        new Random(1).nextBytes(bytes);
        Files.write(source.resolve("file"), bytes);
        Path ours = folder.resolve("ours.log");
        Path theirs = folder.resolve("theirs.log");
        String[] options = {"full", "--progress", "--progress-rate", "1", "--no-encryption", "--log-file"};
        List<String> command = new ArrayList<>(List.of(Path.of("target/bactrian/bin/bactrian").toAbsolutePath().toString()));
        command.addAll(List.of(options));
        command.addAll(List.of(ours.toString(), "--archive-dir", folder.resolve("a").toString(), source.toString()));
        for (String store : List.of("first", "second")) { // the second time its size is known
            List<String> full = new ArrayList<>(command);
            full.addAll(List.of("--name", "target", "file://" + folder.resolve(store)));
            run(new ProcessBuilder(full));
        }
        try (Duplicity duplicity = new Duplicity(folder.resolve("home"), folder.resolve("b"), Map.of())) {
            List<String> words = new ArrayList<>(List.of(options));
            words.addAll(List.of(theirs.toString(), source.toString(), "file://" + folder.resolve("third")));
            duplicity.run(null, words).expectSuccess();
        }
        assertThat(STANZA.matcher(Files.readString(theirs)).results().count()).as("the pattern is duplicity's").isPositive();
        String log = Files.readString(ours);
        long records = log.lines().filter(line -> line.startsWith("NOTICE 16 ")).count();
        List<String> last = STANZA.matcher(log).results().map(match -> match.group(1) + " at " + match.group(2)).toList();
        assertThat(last).isNotEmpty().last().isEqualTo((24 << 20) + " at 100");
        assertThat(log.lines().filter(line -> line.startsWith(". ") && line.contains("ETA ")).count()).isEqualTo(last.size());
        assertThat(records).isGreaterThanOrEqualTo(2);
    }

    private static List<String> program(String... words) {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SlowProgram.class.getName(), "counting"));
        command.addAll(List.of(words));
        return command;
    }

    private static String run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(shown).isZero();
        return shown;
    }
}
