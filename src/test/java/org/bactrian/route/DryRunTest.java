package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.ReadRequest;
import org.bactrian.request.TargetOptions;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dry run reads what it must, says what would be done, and leaves store and archive directory as they are. */
class DryRunTest {
    private static Program program;

    @TempDir
    private Path temp;
    private Path source;
    private StoreFolder store;
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
    void chain() throws IOException {
        source = Files.createDirectory(temp.resolve("source"));
        Files.writeString(source.resolve("old"), "old");
        store = new StoreFolder(temp.resolve("store"));
        backups = program.at(store.url(), temp.resolve("archive"));
        backups.backup(source).expectSuccess();
        Files.writeString(source.resolve("new"), "new");
        Files.createDirectory(temp.resolve("empty"));
        Files.delete(source.resolve("old"));
    }

    private TargetOptions dry(String archive) {
        TargetOptions t = backups.target();
        return new TargetOptions(t.target(), temp.resolve(archive).toString(), t.name(), t.prefixes(), t.style(), t.separator(),
                t.allMetadata(), true, false);
    }

    private String backup(String archive) {
        return program.send("incremental", new BackupRequest(dry(archive), BackupRequest.Mode.INCREMENTAL, source.toString(),
                BackupRequest.SelectionOptions.EVERYTHING, BackupRequest.ContentOptions.DEFAULT, BackupRequest.ChainOptions.DEFAULT, true),
                backups.seals()).expectSuccess().text();
    }

    private static List<String> left(Path archive) throws IOException {
        return StoreFolder.names(archive).stream().filter(name -> !name.equals("lockfile")).toList();
    }

    @Test
    void anIncrementIsTriedWithAnEmptyArchiveDirectory() throws IOException {
        List<String> before = store.names();
        assertThat(backup("empty")).contains("Sync would copy the following from remote to local:", "A new", "D old")
                .doesNotContain("Copying ");
        assertThat(left(temp.resolve("empty/target"))).isEmpty();
        assertThat(store.names()).isEqualTo(before);
    }

    @Test
    void whatTheArchiveDirectoryHasOfAnotherChainIsUsedAndKept() throws IOException {
        Path archive = temp.resolve("archive/target");
        List<String> before = left(archive);
        Path manifest = Files.list(archive).filter(file -> file.toString().endsWith(".manifest")).findFirst().orElseThrow();
        Files.delete(manifest);
        assertThat(backup("archive")).contains("Sync would copy", "D old");
        assertThat(left(archive)).hasSize(before.size() - 1).isSubsetOf(before);
    }

    @Test
    void aRestoreSaysWhichVolumesItNeeds() throws IOException {
        Path folder = temp.resolve("restored");
        String said = program.send("restore", new ReadRequest(dry("empty"), null, new byte[0], folder, ReadRequest.OwnerMode.NAMES, false,
                false, BackupRequest.SelectionOptions.EVERYTHING, List.of(), false), backups.seals()).expectSuccess().text();
        assertThat(said).contains("Required volumes to restore:");
        assertThat(folder).doesNotExist();
        assertThat(left(temp.resolve("empty/target"))).isEmpty();
    }

    @Test
    void aTargetThatIsStillToBeMadeIsEmptyAndNotMade() {
        TargetOptions there = dry("empty");
        String url = "file://" + temp.resolve("nowhere");
        TargetOptions missing = new TargetOptions(org.bactrian.store.Target.of(url), there.archiveDir(), "other", there.prefixes(), there.style(),
                null, false, true, false);
        assertThat(program.send("backup", new BackupRequest(missing, BackupRequest.Mode.AUTO, source.toString(),
                BackupRequest.SelectionOptions.EVERYTHING, BackupRequest.ContentOptions.DEFAULT, BackupRequest.ChainOptions.DEFAULT, true),
                backups.seals()).expectSuccess().text()).contains("Would make " + url + ", which is not there.", "A new");
        assertThat(temp.resolve("nowhere")).doesNotExist();
        assertThat(program.send("restore", new ReadRequest(missing, null, new byte[0], temp.resolve("r"), ReadRequest.OwnerMode.NAMES, false,
                false, BackupRequest.SelectionOptions.EVERYTHING, List.of(), false), backups.seals()).exitCode()).isEqualTo(52);
    }
}
