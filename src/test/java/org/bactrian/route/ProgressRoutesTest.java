package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.bactrian.log.ProgressSource;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the routes tell of how far they are, while they work and at the end. */
class ProgressRoutesTest {
    private static final int SIZE = 300_000;
    private static Program program;

    @TempDir
    Path folder;
    private Path source;
    private Backups backups;
    private final AtomicReference<ProgressSource> progress = new AtomicReference<>();
    private final List<String> seen = new ArrayList<>();

    @BeforeAll
    static void start() {
        program = Program.start();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void source() throws IOException {
        source = Files.createDirectories(folder.resolve("source"));
        for (String name : List.of("a", "b", "c")) {
            write(name);
        }
        backups = program.at("file://" + folder.resolve("store"), folder.resolve("archive")).volumes(1 << 18)
                .following(progress::set).listening(this::look);
    }

    private void write(String name) throws IOException {
        byte[] bytes = new byte[SIZE];
        new Random(name.hashCode()).nextBytes(bytes);
        Files.write(source.resolve(name), bytes);
    }

    /** Notes how far the run is whenever it says something of a file. */
    private void look(String line) {
        ProgressSource now = progress.get();
        if (now != null && line.matches("[AMD] [abcd]|Writing [abc] .*|Difference found.*")) {
            seen.add(now.doing() + " " + now.files() + " of " + now.volumes() + " " + now.bytes() + "/" + now.expectedBytes());
        }
    }

    @Test
    void theFirstBackupCountsWithoutKnowingTheEnd() throws IOException {
        backups.backup(source).expectSuccess();
        assertThat(seen).hasSize(3).allMatch(line -> line.endsWith("/-1"));
        // files are read ahead of their turn, so what is read just then may be a later one
        assertThat(seen.get(1)).matches("reading [bc] 2 of .*");
        ProgressSource end = progress.get();
        assertThat(end.bytes()).isEqualTo(3 * SIZE);
        assertThat(end.files()).isEqualTo(4);
        assertThat(end.volumes()).isEqualTo(volumes()).isGreaterThan(1);
        assertThat(end.transferred()).isGreaterThan(3 * SIZE);
    }

    @Test
    void theNextKnowsTheSizeFromTheLastAndCorrectsItOnTheWay() throws IOException {
        backups.backup(source).expectSuccess();
        seen.clear();
        Files.delete(source.resolve("b"));
        write("d");
        Files.writeString(source.resolve("a"), "short");
        backups.backup(source).expectSuccess();
        assertThat(seen).hasSize(3);
        // files are compared ahead of their turn, so what is read just then may be a later one
        assertThat(seen.get(0)).as("a is shorter, the rest may be as it was").startsWith("reading ").endsWith("/" + (2 * SIZE + 5));
        assertThat(seen.get(2)).as("b is gone, d is new").startsWith("reading d").endsWith("/" + (2 * SIZE + 5));
        assertThat(progress.get().bytes()).isEqualTo(2 * SIZE + 5);
        assertThat(progress.get().files()).isEqualTo(4);
    }

    @Test
    void aNewFullKnowsTheSizeToo() {
        backups.backup(source).expectSuccess();
        seen.clear();
        backups.backup(source, org.bactrian.request.BackupRequest.Mode.FULL).expectSuccess();
        assertThat(seen).hasSize(3).allMatch(line -> line.endsWith("/" + 3 * SIZE));
        assertThat(progress.get().bytes()).isEqualTo(progress.get().expectedBytes());
    }

    @Test
    void totalsThatAreNoneAreNoneKnown() throws IOException {
        backups.backup(source).expectSuccess();
        Files.writeString(backups.archive().resolve("bactrian-totals"), "files=-1\nfile-bytes=x\n");
        for (Path file : Files.newDirectoryStream(backups.archive(), "bactrian-identities.*")) {
            Files.writeString(file, "not gzip");
        }
        seen.clear();
        backups.backup(source, org.bactrian.request.BackupRequest.Mode.FULL).expectSuccess();
        assertThat(seen).hasSize(3).allMatch(line -> line.endsWith("/-1"));
    }

    @Test
    void restoreAndVerifyKnowTheirEndByWhatTheVolumesTakeOnTheStore() throws IOException {
        backups.backup(source).expectSuccess();
        seen.clear();
        backups.restore(folder.resolve("out")).expectSuccess();
        assertThat(seen).hasSize(3);
        assertThat(seen.get(1)).startsWith("writing a 3 of "); // said before it is begun
        complete();
        seen.clear();
        Files.writeString(source.resolve("c"), "other");
        assertThat(backups.verify("", source, true).differences()).isEqualTo(1);
        assertThat(seen).singleElement().asString().startsWith("comparing c 4 of ");
        complete();
    }

    private int volumes() throws IOException {
        try (Stream<Path> objects = Files.list(folder.resolve("store"))) {
            return (int) objects.filter(object -> object.toString().contains(".vol")).count();
        }
    }

    private void complete() throws IOException {
        ProgressSource end = progress.get();
        assertThat(end.files()).isEqualTo(4);
        assertThat(end.volumes()).isEqualTo(end.expectedVolumes()).isEqualTo(volumes()).isGreaterThan(1);
        assertThat(end.bytes()).isEqualTo(end.expectedBytes()).isGreaterThan(3 * SIZE);
        assertThat(end.transferred()).isGreaterThan(3 * SIZE);
    }
}
