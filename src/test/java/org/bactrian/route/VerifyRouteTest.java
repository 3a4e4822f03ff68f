package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.builder.AdviceWith;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.request.BackupRequest.SelectionOptions.Rule;
import org.bactrian.request.ReadRequest;
import org.bactrian.request.ReadRequest.OwnerMode;
import org.bactrian.request.TargetOptions;
import org.bactrian.seal.SealProvider;
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

    private static ShippedRoutes routes;

    @TempDir
    private Path folder;
    private Path tree;
    private SealProvider seals = ShippedRoutes.gzip();

    @BeforeAll
    static void start() {
        routes = new ShippedRoutes();
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    @BeforeEach
    void makeTree() throws IOException {
        tree = TrickyTree.build(folder.resolve("tree"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachTimeOfAChainIsTheTreeOfThatTime(boolean encrypted) throws IOException {
        seals = encrypted ? ShippedRoutes.passphrase("secret") : seals;
        Path before = TrickyTree.build(folder.resolve("before"));
        backup(FIRST, 200 << 10);
        TrickyTree.change(tree);
        backup(SECOND, 200 << 10);
        for (boolean data : new boolean[] {true, false}) {
            assertClean(verify(SECOND, tree, "", data));
            assertClean(verify(FIRST, before, "", data));
            ShippedRoutes.Answer crossed = verify(FIRST, tree, "", data);
            assertThat(crossed.exitCode()).isEqualTo(1);
            assertThat(crossed.findings()).contains("Difference found: File del-file is missing",
                    "Difference found: New file new-dir", "Difference found: Symlink symlink-retarget points to new-target, "
                    + "expected old-target", "Difference found: File file-to-dir has type dir, expected reg");
            assertThat(crossed.findings()).hasSize(crossed.differences() + 1);
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
        assertThat(verify(null, tree, "", data).findings()).containsExactly("Difference found: Data for file large.bin is different",
                "Difference found: Data for file mode-0600 is different", "Difference found: Data for file num/42 is different",
                "Difference found: Data for file size-065536 is different", complete(tree, 4));
    }

    @Test
    void aPathIsComparedWithWhatIsNamed() throws IOException {
        backup(FIRST, 200 << 10);
        for (boolean data : new boolean[] {true, false}) {
            assertThat(verify(null, tree.resolve("num"), "num", data).findings())
                    .containsExactly("Verify complete: 3 files compared, 0 differences found.");
            assertThat(verify(null, tree.resolve("num/42"), "num/42", data).findings())
                    .containsExactly("Verify complete: 1 file compared, 0 differences found.");
            Path other = Files.copy(tree.resolve("num/1"), folder.resolve("other" + data));
            Files.setLastModifiedTime(other, Files.getLastModifiedTime(tree.resolve("num/42")));
            assertThat(verify(null, other, "num/42", data).findings()).containsExactly("Difference found: Data for file . is different",
                    "Verify complete: 1 file compared, 1 difference found.");
        }
    }

    @Test
    void aSingleFileIsASourceToo() throws IOException {
        tree = tree.resolve("large.bin");
        backup(FIRST, 1 << 20);
        for (boolean data : new boolean[] {true, false}) {
            assertThat(verify(null, tree, "", data).findings())
                    .containsExactly("Verify complete: 1 file compared, 0 differences found.");
        }
        flipByte(tree, 1_999_999, true);
        assertThat(verify(null, tree, "", false).differences()).isEqualTo(1);
    }

    @Test
    void theSelectionOfBackupAndVerifyIsOne() throws IOException {
        SelectionOptions selection = new SelectionOptions(List.of(new Rule("--include", "**num/42"),
                new Rule("--exclude", "**num/*"), new Rule("--exclude", tree + "/dir*")), false, false, false);
        backup(FIRST, 1 << 20, selection);
        ShippedRoutes.Answer answer = verify(null, tree, "", true);
        assertThat(answer.findings()).contains("Difference found: New file num/1", "Difference found: New file dir/x")
                .doesNotContain("Difference found: New file num/42");
        ReadRequest same = request(null, tree, "", true, false, selection);
        assertThat(routes.ask("verify", same, seals).findings()).singleElement().asString().endsWith(" 0 differences found.");
    }

    @Test
    void aMissingFolderIsSaidBeforeAnythingElse() {
        ShippedRoutes.Answer answer = verify(null, folder.resolve("nowhere"), "", true);
        assertThat(answer.failure().kind()).isEqualTo(ErrorKind.VERIFY_FOLDER_MISSING);
        assertThat(answer.failure()).hasMessage("Verify directory " + folder.resolve("nowhere") + " does not exist");
        assertThat(answer.said()).isEmpty();
    }

    @Test
    void withoutSignaturesOnlyDataCanBeCompared() throws IOException {
        backup(FIRST, 1 << 20);
        for (Path file : files(folder)) {
            if (file.toString().contains("signatures")) {
                Files.delete(file);
            }
        }
        ShippedRoutes.Answer answer = verify(null, tree, "", false);
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
        Path fifth = volume(volumes, 5);
        flipByte(second, 100, false);
        flipByte(fifth, 100, false);
        flipByte(tree.resolve("zeros"), 100, true);
        ShippedRoutes.Answer answer = verify(null, tree, "", data);
        assertThat(answer.failure().exitCode()).isEqualTo(21);
        assertThat(answer.failure().getMessage()).matches("2 volumes of the backup are damaged; \\d+ entries could not be compared");
        for (Path damaged : List.of(second, fifth)) {
            assertThat(answer.said()).anyMatch(line -> line.matches("(?s)Invalid data - SHA1 hash mismatch for file:\n "
                    + damaged.getFileName() + "\n Calculated hash: [0-9a-f]{40}\n Manifest hash: [0-9a-f]{40}"));
        }
        assertThat(answer.said()).contains("Difference found: Data for file zeros is different");
        assertThat(answer.differences()).as("no entry of a lost volume is said to differ").isEqualTo(1);
        assertThat(answer.entryErrors()).isPositive();
        assertThat(routes.ask("verify", request(null, tree, "", data, true, SelectionOptions.EVERYTHING), seals).failure())
                .as("with --ignore-errors").isNull();
    }

    @Test
    void aLostVolumeOfAnIncrementHidesNoMoreThanItHas() throws IOException {
        backup(FIRST, 200 << 10);
        TrickyTree.change(tree);
        backup(SECOND, 100 << 10);
        List<Path> volumes = files(folder.resolve("store")).stream()
                .filter(file -> file.toString().matches(".*duplicity-inc.*vol.*")).toList();
        flipByte(volume(volumes, 2), 50, false);
        ShippedRoutes.Answer answer = verify(null, tree, "", true);
        assertThat(answer.exitCode()).isEqualTo(21);
        assertThat(answer.differences()).isZero();
        assertThat(answer.entryErrors()).isBetween(1, 40);
    }

    @Test
    void aVolumeThatCameDamagedIsAskedForAgain() throws Exception {
        backup(FIRST, 1 << 20);
        AtomicInteger volumes = new AtomicInteger();
        try (ShippedRoutes flaky = new ShippedRoutes()) {
            AdviceWith.adviceWith(flaky.context(), "file-get", advice -> advice.weaveAddLast().process(exchange -> {
                try (InputStream in = exchange.getMessage().getBody(InputStream.class)) {
                    byte[] bytes = in.readAllBytes();
                    if (volumes.getAndIncrement() == 0) {
                        bytes[bytes.length / 2] ^= 1;
                    }
                    exchange.getMessage().setBody(new java.io.ByteArrayInputStream(bytes));
                }
            }));
            assertClean(flaky.ask("verify", request(null, tree, "", true, false, SelectionOptions.EVERYTHING), seals));
        }
        assertThat(volumes.get()).isGreaterThan(1);
    }

    @Test
    void jsonIsOneObjectALine() throws IOException {
        backup(FIRST, 1 << 20);
        Files.delete(tree.resolve("tab\tname"));
        Files.setLastModifiedTime(tree, FileTime.from(FIRST));
        ReadRequest plain = request(null, tree, "", true, false, SelectionOptions.EVERYTHING);
        ReadRequest json = new ReadRequest(plain.target(), null, plain.path(), tree, OwnerMode.NAMES, true, false,
                plain.selection(), List.of(), true);
        List<String> said = routes.ask("verify", json, seals).findings();
        assertThat(said).hasSize(3);
        assertThat(said.get(0)).startsWith("{\"type\":\"difference\",\"path\":\".\",\"kind\":\"mtime\",\"found\":\"")
                .contains("\"expected\":\"");
        assertThat(said.get(1)).isEqualTo("{\"type\":\"difference\",\"path\":\"tab\\tname\",\"kind\":\"missing\"}");
        assertThat(said.get(2)).matches("\\{\"type\":\"verify\",\"compared\":\\d+,\"differences\":2,\"errors\":0}");
    }

    private static void assertClean(ShippedRoutes.Answer answer) {
        assertThat(answer.failure()).isNull();
        assertThat(answer.findings()).singleElement().asString().matches("Verify complete: \\d+ files compared, 0 differences found\\.");
        assertThat(answer.entryErrors()).isZero();
    }

    private static String complete(Path tree, int differences) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            return "Verify complete: " + all.count() + " files compared, " + differences + " differences found.";
        }
    }

    private ShippedRoutes.Answer verify(Instant time, Path against, String path, boolean data) {
        return routes.ask("verify", request(time, against, path, data, false, SelectionOptions.EVERYTHING), seals);
    }

    private ReadRequest request(Instant time, Path against, String path, boolean data, boolean ignoreErrors,
            SelectionOptions selection) {
        return new ReadRequest(target(), time, path.getBytes(), against, OwnerMode.NAMES, data, ignoreErrors, selection,
                List.of(), false);
    }

    private void backup(Instant time, long volumeBytes) {
        backup(time, volumeBytes, SelectionOptions.EVERYTHING);
    }

    private void backup(Instant time, long volumeBytes, SelectionOptions selection) {
        BackupRequest request = new BackupRequest(target(), BackupRequest.Mode.AUTO, tree.toString(), selection,
                new BackupRequest.ContentOptions(volumeBytes, 2048, false, true, false),
                new BackupRequest.ChainOptions(null, 0, false, false, true, time), false);
        assertThat(routes.ask("backup", request, seals).failure()).isNull();
    }

    private TargetOptions target() {
        TargetOptions plain = TargetOptions.of("file://" + folder.resolve("store"));
        return new TargetOptions(plain.target(), folder.resolve("cache").toString(), "name", plain.prefixes(), plain.style(), null,
                false, false, false);
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
