package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command lines of the README and the manual that need no cloud and no keys of the reader's end with 0; unencrypted, for speed. */
class ManualRunTest {
    /** After which the lines run, one second each; all earlier times in the manual have a backup. */
    private static final Instant NOW = Instant.parse("2026-11-23T11:00:00Z");

    private static Program program;

    @TempDir
    private Path folder;
    private Session session;
    private int seconds;

    @BeforeAll
    static void start() {
        program = Program.start();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private void reader() throws IOException {
        session = new Session(folder);
        session.on(program);
        Path home = folder.resolve("home/me");
        for (String name : List.of("notes/todo", "docs/old/draft", "docs/plan.txt", "mail/inbox", "photos/1.jpg", ".cache/keep/it", "etc/passwd")) {
            Path file = home.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
        Files.createDirectories(folder.resolve("srv"));
        Files.createDirectories(folder.resolve("mnt/disk"));
    }

    private void full(Instant time) {
        assertThat(session.run("full", "--no-encryption", "--current-time", "" + time.getEpochSecond(), "--archive-dir",
                folder.resolve("archive").toString(), folder.resolve("home/me").toString(), "file://" + folder.resolve("srv/backup"))).isZero();
    }

    /** @return what went wrong; empty for nothing */
    private List<String> run(ManualLine line) {
        List<String> words = new ArrayList<>(List.of("--no-encryption", "--current-time", "" + NOW.plusSeconds(seconds++).getEpochSecond(),
                "--archive-dir", folder.resolve("archive").toString()));
        for (String word : line.words()) {
            words.add(word.replaceFirst("^/tmp\\b", folder.resolve(line.page().getFileName()).toString())
                    .replaceFirst("^(file://)?(/(home|srv|mnt)\\b)", "$1" + folder + "$2"));
        }
        int exit = session.run(words.toArray(String[]::new));
        return exit == 0 ? List.of() : List.of(line + ": exit " + exit + "\n" + session.err);
    }

    private static boolean isForEveryone(ManualLine line) {
        List<String> words = line.words();
        return words.stream().anyMatch(word -> word.startsWith("file://"))
                && words.stream().noneMatch(word -> word.startsWith("swift://") || word.contains("key") || word.equals("/") || word.equals("--config-file")
                || word.startsWith("~"));
    }

    @Test
    void theTourAndThePagesOfTheManual() throws IOException {
        reader();
        for (String day : List.of("2025-12-31", "2026-04-20", "2026-11-01")) {
            full(Instant.parse(day + "T00:00:00Z"));
        }
        List<String> wrong = new ArrayList<>();
        int lines = 0;
        for (Path page : ManualLine.pages()) {
            List<ManualLine> all = ManualLine.of(page).stream().filter(ManualRunTest::isForEveryone).toList();
            if (!all.isEmpty()) {
                Files.createDirectory(folder.resolve(page.getFileName()));
                full(NOW.plusSeconds(seconds++)); // for some pages leave things out
                all.forEach(line -> wrong.addAll(run(line)));
                lines += all.size();
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(lines).isGreaterThan(35);
    }
}
