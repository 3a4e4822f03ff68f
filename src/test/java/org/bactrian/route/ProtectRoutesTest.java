package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.KeepRules;
import org.bactrian.request.ProtectRequest;
import org.bactrian.request.RemoveRequest;
import org.bactrian.request.StatusRequest;
import org.bactrian.request.TargetOptions;
import org.bactrian.seal.SealProvider;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands remove, protect and unprotect as shipped. The golden store: fulls of January 1, 4 and 7, each with two increments. */
class ProtectRoutesTest {
    private static final SealProvider NONE = null; // nothing is sealed or opened but the mark, which is plain
    private static final String MARK = "bactrian-protect-inc.20240101T000000Z.to.20240102T000000Z";

    private static Program program;

    @TempDir
    private Path temp;
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
    void store() throws IOException {
        store = StoreFolder.ofGolden("chains", temp.resolve("store"));
        backups = program.at(store.url(), temp.resolve("archive"));
    }

    private Program.Result protect(String time, boolean protect) {
        return program.send(protect ? "protect" : "unprotect", new ProtectRequest(backups.target(), Instant.parse(time), protect),
                backups.seals());
    }

    private Program.Result keepLast(TargetOptions target, boolean json) {
        KeepRules one = new KeepRules(1, 0, 0, 0, 0, 0, null);
        return program.send("remove", new RemoveRequest(target, RemoveRequest.Rule.KEEP, null, 0, one, json), NONE).expectSuccess();
    }

    private static List<String> of(List<String> names, String day) {
        return names.stream().filter(name -> name.matches("duplicity-[a-z-]+\\.(.*\\.to\\.)?" + day + "T000000Z\\.(?!to).*")).toList();
    }

    @Test
    void aMarkBesideTheSetsKeepsASetAndWhatItBuildsOn() throws IOException {
        assertThat(protect("2024-01-02T23:00:00Z", true).expectSuccess().text())
                .contains("Protected the increment of 20240102T000000Z and all it builds on.");
        assertThat(store.names()).hasSize(28).contains(MARK);
        assertThat(Files.readString(store.path().resolve(MARK))).startsWith("Protects the increment of 20240102T000000Z and all it builds on");
        List<String> before = store.names();
        assertThat(keepLast(backups.target(), false).body()).endsWith("5 sets stay, 4 go (" + gone() + ").\n"
                + "Rerun command with --force option to actually delete.\n");
        assertThat(store.names()).isEqualTo(before);
        assertThat(keepLast(backups.force().target(), false).body()).contains("protected").endsWith("Deleted.\n");
        assertThat(store.names()).hasSize(16).contains(MARK);
        assertThat(of(store.names(), "20240102")).hasSize(3);
        assertThat(of(store.names(), "20240103")).isEmpty();
    }

    private String gone() throws IOException {
        long bytes = 0;
        for (String day : List.of("20240103", "20240104", "20240105", "20240106")) {
            for (String name : of(store.names(), day)) {
                bytes += Files.size(store.path().resolve(name));
            }
        }
        return org.bactrian.chain.status.HumanText.size(bytes);
    }

    @Test
    void theStatusShowsItAndUnprotectEndsIt() throws IOException {
        List<String> before = store.names();
        protect("2024-01-02T00:00:00Z", true).expectSuccess();
        assertThat(protect("2024-01-02T00:00:00Z", true).expectSuccess().text()).contains("is protected already.");
        assertThat(status(false)).contains("Protected from removal, with all they build on:");
        assertThat(status(true)).contains("\"protected\": true");
        assertThat(protect("2024-01-02T10:00:00Z", false).expectSuccess().text())
                .contains("The increment of 20240102T000000Z is no longer protected.");
        assertThat(store.names()).isEqualTo(before);
        assertThat(status(false)).doesNotContain("Protected");
        Program.Result twice = protect("2024-01-02T00:00:00Z", false);
        assertThat(twice.exitCode()).isEqualTo(ErrorKind.USER_ERROR.exitCode());
        assertThat(twice.text()).endsWith("The set of 20240102T000000Z is not protected\nNo set is.");
    }

    private String status(boolean json) {
        return program.send("collection-status", new StatusRequest(backups.target(), json, null, null, false), NONE).expectSuccess().text();
    }

    @Test
    void theJsonHasEveryDecisionAndTheOrderOfDeletion() {
        String json = keepLast(backups.target(), true).body();
        assertThat(json).startsWith("{\"removal\":\"proposed\",\"sets\":[{\"type\":\"full\",\"start\":null,\"time\":\"2024-01-01T00:00:00Z\",")
                .contains("\"goes\":true,\"why\":[\"no rule keeps it\"]",
                        "\"objects\":[\"duplicity-inc.20240105T000000Z.to.20240106T000000Z.manifest\",");
    }

    @Test
    void aTimeBeforeAllSetsProtectsNothing() {
        assertThat(protect("2023-01-01T00:00:00Z", true).exitCode()).isEqualTo(ErrorKind.NOTHING_TO_RESTORE.exitCode());
    }

    @Test
    void theMarkHasTheCommonPrefix() throws IOException {
        StoreFolder other = new StoreFolder(temp.resolve("other"));
        TargetOptions.Prefixes prefixes = new TargetOptions.Prefixes("p-", "a-", "m-", "s-", "");
        Backups prefixed = program.at(other.url(), temp.resolve("archive2")).prefixes(prefixes);
        prefixed.backup(Files.createDirectory(temp.resolve("src"))).expectSuccess();
        program.send("protect", new ProtectRequest(prefixed.target(), Instant.now().plusSeconds(5), true), prefixed.seals())
                .expectSuccess();
        assertThat(other.names()).anyMatch(name -> name.matches("p-bactrian-protect-full\\.[0-9]{8}T[0-9]{6}Z"));
    }
}
