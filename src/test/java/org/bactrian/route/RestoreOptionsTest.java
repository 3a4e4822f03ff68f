package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.request.ReadRequest;
import org.bactrian.request.ReadRequest.OwnerMode;
import org.bactrian.request.ReadRequest.Rename;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A restore of a part, under other names, and past damage. */
class RestoreOptionsTest {
    private static final FileTime OLD = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    private static Program program;

    @TempDir
    private Path temp;
    private Path source;
    private Path folder;
    private Backups backups;

    @BeforeAll
    static void start() {
        program = Program.start();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void tree() throws IOException {
        source = temp.resolve("source");
        folder = temp.resolve("restored");
        Files.createDirectories(source.resolve("a/x"));
        Files.createDirectories(source.resolve("b"));
        Files.createDirectories(source.resolve("c"));
        for (String file : List.of("a/x/f", "a/y", "b/g", "c/h")) {
            Files.writeString(source.resolve(file), file);
        }
        backups = program.at("file://" + temp.resolve("store"), temp.resolve("archive"));
    }

    private Program.Result restore(String path, boolean ignoreErrors, List<SelectionOptions.Rule> rules, List<Rename> renames) {
        return program.send("restore", new ReadRequest(backups.target(), null, path.getBytes(), folder, OwnerMode.NAMES, false, ignoreErrors,
                new SelectionOptions(rules, false, false, false), renames, false), backups.seals());
    }

    private Program.Result selected(String... rules) {
        backups.backup(source).expectSuccess();
        return restore("", false, Arrays.stream(rules).map(rule -> new SelectionOptions.Rule(rule.split(" ")[0], rule.split(" ")[1])).toList(),
                List.of());
    }

    private List<String> restored() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(path -> folder.relativize(path).toString()).sorted().toList();
        }
    }

    @Test
    void rulesAreAboutPathsInTheArchive() throws IOException {
        selected("--include a/x", "--include **g", "--exclude **").expectSuccess();
        assertThat(restored()).containsExactly("", "a", "a/x", "a/x/f", "b", "b/g");
    }

    @Test
    void whatIsBelowAFolderLeftOutIsNotAskedAbout() throws IOException {
        selected("--exclude a", "--include a/x/f", "--exclude-regexp ^c$").expectSuccess();
        assertThat(restored()).containsExactly("", "b", "b/g");
    }

    @Test
    void aFolderThatIsOnlyLookedIntoComesWithWhatIsTakenFromIt() throws IOException {
        Files.setLastModifiedTime(source.resolve("a"), OLD);
        selected("--include a/x/none", "--include a/y", "--exclude **").expectSuccess();
        assertThat(restored()).containsExactly("", "a", "a/y");
        assertThat(Files.getLastModifiedTime(folder.resolve("a"))).isEqualTo(OLD);
    }

    @Test
    void aBadRuleIsRefusedBeforeTheStoreIsAskedForAnything() {
        Program.Result result = restore("", false, List.of(new SelectionOptions.Rule("--exclude-regexp", "(")), List.of());
        assertThat(result.exitCode()).isEqualTo(ErrorKind.SELECTION_PATTERN.exitCode());
        assertThat(temp.resolve("archive")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"--exclude, /a//b, 15", "--exclude, /nowhere, 14", "--include, **, 16", "--exclude-filelist, /nowhere/list, 7",
        "--exclude-regexp, (, 15", "--files-from, /nowhere/list, 7", "--exclude-older-than, z, 2"})
    void soAreThoseOfABackup(String option, String argument, int exitCode) {
        Program.Result result = backups.backup(source, new SelectionOptions(List.of(new SelectionOptions.Rule(option, argument)),
                false, false, false));
        assertThat(result.exitCode()).as(result.text()).isEqualTo(exitCode);
        assertThat(temp.resolve("archive")).doesNotExist();
        assertThat(temp.resolve("store")).doesNotExist();
    }

    private void renamed(String... fromAndTo) throws IOException {
        for (Path path : List.of(source.resolve("a"), source.resolve("b"), source.resolve("c"), source)) {
            Files.setLastModifiedTime(path, OLD);
        }
        backups.backup(source).expectSuccess();
        restore("", false, List.of(), List.of(new Rename(fromAndTo[0].getBytes(), fromAndTo[1].getBytes()))).expectSuccess();
    }

    @Test
    void aFolderComesUnderAnotherName() throws IOException {
        renamed("a/x", "c/new/x");
        assertThat(restored()).containsExactly("", "a", "a/y", "b", "b/g", "c", "c/h", "c/new", "c/new/x", "c/new/x/f");
        for (String path : List.of("a", "b", "c", "")) { // although they were left and entered again
            assertThat(Files.getLastModifiedTime(folder.resolve(path))).as(path).isEqualTo(OLD);
        }
    }

    @Test
    void aFolderComesIntoOneThatWasThereBefore() throws IOException {
        renamed("c", "a");
        assertThat(restored()).containsExactly("", "a", "a/h", "a/x", "a/x/f", "a/y", "b", "b/g");
        assertThat(Files.getLastModifiedTime(folder.resolve("a"))).isEqualTo(OLD);
        assertThat(Files.getPosixFilePermissions(folder.resolve("a"))).isEqualTo(Files.getPosixFilePermissions(source.resolve("a")));
    }

    @Test
    void aFolderBecomesTheRoot() throws IOException {
        renamed("c", "");
        assertThat(restored()).containsExactly("", "a", "a/x", "a/x/f", "a/y", "b", "b/g", "h");
    }

    /** Three volumes or more, of which one is damaged and one, if asked for, is missing. */
    private void damage(boolean missing) throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 12; i++) {
            byte[] content = new byte[400_000];
            random.nextBytes(content);
            Files.write(source.resolve("b/r" + i), content);
        }
        backups = backups.volumes(66_000); // so that each is closed as soon as the compressor gives something out
        backups.backup(source).expectSuccess();
        List<Path> volumes;
        try (Stream<Path> all = Files.list(temp.resolve("store"))) {
            volumes = all.filter(path -> path.toString().contains(".vol"))
                    .sorted(Comparator.comparing((Path path) -> path.toString().length()).thenComparing(path -> path)).toList();
        }
        assertThat(volumes).hasSizeGreaterThan(3);
        byte[] content = Files.readAllBytes(volumes.get(1));
        content[5000] ^= 1;
        Files.write(volumes.get(1), content);
        if (missing) {
            Files.delete(volumes.get(2));
        }
    }

    @Test
    void pastDamageEverythingElseIsRestoredAndWhatIsNotIsNamed() throws IOException {
        damage(true);
        assertThat(restore("", false, List.of(), List.of()).exitCode()).isEqualTo(ErrorKind.STORE_NOT_FOUND.exitCode());
        assertThat(folder).doesNotExist();
        Program.Result result = restore("", true, List.of(), List.of());
        assertThat(result.exitCode()).as("0 on the command line, where it was asked for").isEqualTo(ErrorKind.ENTRIES_LEFT_OUT.exitCode());
        assertThat(result.text()).contains("Left out b/r", "Ignored, because of --ignore-errors", "volume 2 of the full of", "volume 3 of the full of");
        assertThat(restored()).contains("a/x/f", "c/h");
        int whole = 0;
        for (int i = 0; i < 12; i++) {
            Path file = folder.resolve("b/r" + i);
            if (Files.exists(file)) {
                assertThat(file).hasSameBinaryContentAs(source.resolve("b/r" + i));
                whole++;
            }
        }
        assertThat(whole).isBetween(1, 10);
    }

    @Test
    void withoutItDamageEndsTheRestore() throws IOException {
        damage(false);
        assertThat(restore("", false, List.of(), List.of()).exitCode()).isEqualTo(ErrorKind.HASH_MISMATCH.exitCode());
    }

    @Test
    void whereALaterVolumeIsLostTheOlderStateIsCalledSo() throws IOException {
        backups.backup(source).expectSuccess();
        Files.writeString(source.resolve("a/y"), "changed, and longer");
        backups.backup(source).expectSuccess();
        try (Stream<Path> all = Files.list(temp.resolve("store"))) {
            Path volume = all.filter(path -> path.toString().matches(".*-inc.*vol1.*")).findFirst().orElseThrow();
            ByteArrayOutputStream longer = new ByteArrayOutputStream();
            longer.writeBytes(Files.readAllBytes(volume));
            longer.write(0);
            Files.write(volume, longer.toByteArray());
        }
        Program.Result result = restore("", true, List.of(), List.of()).expectSuccess();
        assertThat(folder.resolve("a/y")).hasContent("a/y");
        assertThat(result.text()).contains("a/y may be older than asked for");
    }

    @Test
    void ifAllIsDamagedItFails() throws IOException {
        backups.backup(source).expectSuccess();
        try (Stream<Path> all = Files.list(temp.resolve("store"))) {
            Files.delete(all.filter(path -> path.toString().contains(".vol1")).findFirst().orElseThrow());
        }
        assertThat(restore("", true, List.of(), List.of()).exitCode()).isEqualTo(ErrorKind.HASH_MISMATCH.exitCode());
    }
}
