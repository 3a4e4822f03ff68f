package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.builder.AdviceWith;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.ManifestReader;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.request.BackupRequest.SelectionOptions.Rule;
import org.bactrian.request.ReadRequest;
import org.bactrian.request.ReadRequest.OwnerMode;
import org.bactrian.source.EntryName;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.bactrian.testkit.TrickyTree;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code direct:verify} as shipped, on chains that {@code direct:backup} as shipped made. */
class VerifyRouteTest {
    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant SECOND = Instant.parse("2024-01-02T00:00:00Z");

    private static Program program;

    @TempDir
    private Path folder;
    private Path tree;
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
    void makeTree() throws IOException {
        tree = TrickyTree.build(folder.resolve("tree"));
        backups = program.at("file://" + folder.resolve("store"), folder.resolve("cache"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachTimeOfAChainIsTheTreeOfThatTime(boolean encrypted) throws IOException {
        backups = backups.passphrase(encrypted ? "secret" : null);
        Path before = TrickyTree.build(folder.resolve("before"));
        backup(FIRST, 200 << 10);
        TrickyTree.change(tree);
        backup(SECOND, 200 << 10);
        for (boolean data : new boolean[] {true, false}) {
            assertClean(verify(SECOND, tree, "", data));
            assertClean(verify(FIRST, before, "", data));
            Program.Result crossed = verify(FIRST, tree, "", data);
            assertThat(crossed.exitCode()).isEqualTo(1);
            assertThat(findings(crossed)).contains("Difference found: File del-file is missing",
                    "Difference found: New file new-dir", "Difference found: Symlink symlink-retarget points to new-target, "
                    + "expected old-target", "Difference found: File file-to-dir has type dir, expected reg");
            assertThat(findings(crossed)).hasSize(crossed.differences() + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aContentChangedBehindItsTimeIsFound(boolean data) throws IOException {
        backup(FIRST, 1 << 20);
        TrickyTree.change(tree);
        backup(SECOND, 1 << 20);
        for (String name : new String[] {"large.bin", "num/42", "size-065536", "mode-0600"}) {
            flipByte(tree.resolve(name), 3, true);
        }
        assertThat(findings(verify(null, tree, "", data))).containsExactly("Difference found: Data for file large.bin is different",
                "Difference found: Data for file mode-0600 is different", "Difference found: Data for file num/42 is different",
                "Difference found: Data for file size-065536 is different", complete(tree, 4));
    }

    @Test
    void aPathIsComparedWithWhatIsNamed() throws IOException {
        backup(FIRST, 200 << 10);
        for (boolean data : new boolean[] {true, false}) {
            assertThat(findings(verify(null, tree.resolve("num"), "num", data)))
                    .containsExactly("Verify complete: 3 files compared, 0 differences found.");
            assertThat(findings(verify(null, tree.resolve("num/42"), "num/42", data)))
                    .containsExactly("Verify complete: 1 file compared, 0 differences found.");
            Path other = Files.copy(tree.resolve("num/1"), folder.resolve("other" + data));
            Files.setLastModifiedTime(other, Files.getLastModifiedTime(tree.resolve("num/42")));
            assertThat(findings(verify(null, other, "num/42", data))).containsExactly("Difference found: Data for file . is different",
                    "Verify complete: 1 file compared, 1 difference found.");
        }
    }

    @Test
    void aSingleFileIsASourceToo() throws IOException {
        tree = tree.resolve("large.bin");
        backup(FIRST, 1 << 20);
        for (boolean data : new boolean[] {true, false}) {
            assertThat(findings(verify(null, tree, "", data)))
                    .containsExactly("Verify complete: 1 file compared, 0 differences found.");
        }
        flipByte(tree, 1_999_999, true);
        assertThat(verify(null, tree, "", false).differences()).isEqualTo(1);
    }

    @Test
    void theSelectionOfBackupAndVerifyIsOne() throws IOException {
        SelectionOptions selection = new SelectionOptions(List.of(new Rule("--include", "**num/42"),
                new Rule("--exclude", "**num/*"), new Rule("--exclude", tree + "/dir*")), false, false, false);
        backups.time(FIRST).backup(tree, selection).expectSuccess();
        Program.Result answer = verify(null, tree, "", true);
        assertThat(findings(answer)).contains("Difference found: New file num/1", "Difference found: New file dir/x")
                .doesNotContain("Difference found: New file num/42");
        assertThat(findings(backups.verify("", tree, true, selection))).singleElement().asString().endsWith(" 0 differences found.");
    }

    @Test
    void aMissingFolderIsSaidBeforeAnythingElse() {
        Program.Result answer = verify(null, folder.resolve("nowhere"), "", true);
        assertThat(answer.failure().kind()).isEqualTo(ErrorKind.VERIFY_FOLDER_MISSING);
        assertThat(answer.failure()).hasMessage("Verify directory " + folder.resolve("nowhere") + " does not exist");
        assertThat(answer.lines()).isEmpty();
    }

    @Test
    void withoutSignaturesOnlyDataCanBeCompared() throws IOException {
        backup(FIRST, 1 << 20);
        for (Path file : files(folder)) {
            if (file.toString().contains("signatures")) {
                Files.delete(file);
            }
        }
        Program.Result answer = verify(null, tree, "", false);
        assertThat(answer.failure().kind()).isEqualTo(ErrorKind.NO_SIGNATURES);
        assertThat(answer.failure().guidance()).contains("--compare-data");
        assertClean(verify(null, tree, "", true));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allDamagedVolumesAreNamedAndTheRestCompared(boolean data) throws IOException {
        backup(FIRST, 200 << 10);
        List<Path> volumes = files(folder.resolve("store")).stream().filter(file -> file.toString().contains(".vol")).toList();
        assertThat(volumes.size()).isGreaterThan(6);
        Path second = volume(volumes, 2);
        Path last = volume(volumes, volumes.size());
        flipByte(second, 100, false);
        flipByte(last, 100, false);
        flipByte(tree.resolve("hash#tilde~"), 3, true);
        Program.Result answer = verify(null, tree, "", data);
        assertThat(answer.failure().exitCode()).isEqualTo(21);
        assertThat(answer.failure().getMessage()).matches("2 volumes of the backup are damaged; \\d+ entries could not be compared");
        for (Path damaged : List.of(second, last)) {
            assertThat(answer.lines()).anyMatch(line -> line.matches("(?s)Invalid data - SHA1 hash mismatch for file:\n "
                    + damaged.getFileName() + "\n Calculated hash: [0-9a-f]{40}\n Manifest hash: [0-9a-f]{40}"));
        }
        assertThat(answer.lines()).contains("Difference found: Data for file hash#tilde~ is different");
        assertThat(answer.differences()).as("no entry of a lost volume is said to differ").isEqualTo(1);
        assertThat(answer.entryErrors()).isPositive();
        assertThat(program.send("verify", request(data, true, false), backups.seals()).failure())
                .as("with --ignore-errors").isNull();
    }

    @Test
    void aLostVolumeOfAnIncrementHidesNoMoreThanItHas() throws IOException {
        backup(FIRST, 200 << 10);
        Set<EntryName> names = new HashSet<>(TreeListing.of(tree).names());
        TrickyTree.change(tree);
        backup(SECOND, 100 << 10);
        names.addAll(TreeListing.of(tree).names());
        List<Path> volumes = files(folder.resolve("store")).stream()
                .filter(file -> file.toString().matches(".*duplicity-inc.*vol.*")).toList();
        flipByte(volume(volumes, 2), 50, false);
        Program.Result answer = verify(null, tree, "", true);
        assertThat(answer.exitCode()).isEqualTo(21);
        assertThat(answer.differences()).isZero();
        Manifest.Volume lost = incrementsManifest().volume(2).orElseThrow();
        names.removeIf(name -> name.compareTo(lost.start()) < 0 || name.compareTo(lost.end()) > 0);
        // what the increment deleted in that range may have been there, for all we know, if the full has it
        assertThat(answer.entryErrors()).isEqualTo(names.size());
    }

    private Manifest incrementsManifest() throws IOException {
        Path file = files(backups.archive()).stream().filter(name -> name.toString().matches(".*duplicity-inc.*manifest"))
                .findFirst().orElseThrow();
        try (InputStream in = Files.newInputStream(file)) {
            return ManifestReader.read(in, "the manifest");
        }
    }

    @Test
    void aVolumeThatCameDamagedIsAskedForAgain() throws Exception {
        backup(FIRST, 1 << 20);
        AtomicInteger volumes = new AtomicInteger();
        try (Program flaky = Program.start()) {
            AdviceWith.adviceWith(flaky.context(), "file-get", advice -> advice.weaveAddLast().process(exchange -> {
                try (InputStream in = exchange.getMessage().getBody(InputStream.class)) {
                    byte[] bytes = in.readAllBytes();
                    if (volumes.getAndIncrement() == 0) {
                        bytes[bytes.length / 2] ^= 1;
                    }
                    exchange.getMessage().setBody(new java.io.ByteArrayInputStream(bytes));
                }
            }));
            assertClean(flaky.send("verify", request(true, false, false), backups.seals()));
        }
        assertThat(volumes.get()).isGreaterThan(1);
    }

    @Test
    void jsonIsOneObjectALine() throws IOException {
        backup(FIRST, 1 << 20);
        Files.delete(tree.resolve("tab\tname"));
        Files.setLastModifiedTime(tree, FileTime.from(FIRST));
        List<String> said = findings(program.send("verify", request(true, false, true), backups.seals()));
        assertThat(said).hasSize(3);
        assertThat(said.get(0)).startsWith("{\"type\":\"difference\",\"path\":\".\",\"kind\":\"mtime\",\"found\":\"")
                .contains("\"expected\":\"");
        assertThat(said.get(1)).isEqualTo("{\"type\":\"difference\",\"path\":\"tab\\tname\",\"kind\":\"missing\"}");
        assertThat(said.get(2)).matches("\\{\"type\":\"verify\",\"compared\":\\d+,\"differences\":2,\"errors\":0}");
    }

    private static void assertClean(Program.Result answer) {
        assertThat(answer.failure()).isNull();
        assertThat(findings(answer)).singleElement().asString().matches("Verify complete: \\d+ files compared, 0 differences found\\.");
        assertThat(answer.entryErrors()).isZero();
    }

    private static String complete(Path tree, int differences) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            return "Verify complete: " + all.count() + " files compared, " + differences + " differences found.";
        }
    }

    private Program.Result verify(Instant time, Path against, String path, boolean data) {
        return backups.time(time).verify(path, against, data);
    }

    private ReadRequest request(boolean data, boolean ignoreErrors, boolean json) {
        return new ReadRequest(backups.target(), null, new byte[0], tree, OwnerMode.NAMES, data, ignoreErrors,
                SelectionOptions.EVERYTHING, List.of(), json);
    }

    private void backup(Instant time, long volumeBytes) {
        backups.time(time).volumes(volumeBytes).backup(tree).expectSuccess();
    }

    /** The lines that verify is asked for. */
    private static List<String> findings(Program.Result result) {
        return result.lines().stream().filter(line -> line.startsWith("Difference found: ") || line.startsWith("Verify complete: ")
                || line.startsWith("{")).toList();
    }

    private static void flipByte(Path file, int at, boolean keepTime) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[at] ^= 1;
        Files.write(file, bytes);
        if (keepTime) {
            Files.setLastModifiedTime(file, time);
        }
    }

    private static Path volume(List<Path> volumes, int number) {
        return volumes.stream().filter(file -> file.toString().contains(".vol" + number + ".")).findFirst().orElseThrow();
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).forEach(files::add);
        }
        files.sort(null);
        return files;
    }
}
