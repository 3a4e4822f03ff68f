package org.bactrian.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bactrian.request.ReplicateRequest;
import org.bactrian.seal.Seal;
import org.bactrian.seal.SealProvider;
import org.bactrian.swift.Cluster;
import org.bactrian.swift.identity.CredentialSource;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Duplicity;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.bactrian.testkit.TrickyTree;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What duplicity made goes from a folder to the real Swift and on to another folder; duplicity restores each copy. */
@NeedsPeer({"duplicity", "gpg", NeedsPeer.OPENSTACK})
class ReplicateIT {
    private static final Instant TIME_0 = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TIME_1 = Instant.parse("2024-01-02T00:00:00Z");
    private static final Instant TIME_2 = Instant.parse("2024-01-03T00:00:00Z");
    private static final String CONTAINER = "interop-replicate";
    private static final String SWIFT = "swift://" + CONTAINER + "/copy";
    private static final long SMALL = 1 << 20;

    @TempDir
    Path temp;
    private Path source;
    private String first;

    @BeforeEach
    void removeContainer() {
        Cluster.remove(Cluster.client("v3"), CONTAINER);
        source = temp.resolve("source");
        first = url("first");
    }

    @AfterEach
    void leaveNothing() {
        Cluster.remove(Cluster.client("v3"), CONTAINER);
    }

    @Test
    void toSwiftAndBackWithOtherKeysAndVolumes() throws IOException {
        Map<String, String> account = Cluster.environment("v3");
        try (Program program = Program.start(Map.of("environment", new CredentialSource(account, null).load()));
                Duplicity duplicity = new Duplicity(temp.resolve("home"), temp.resolve("theirs"), account)) {
            TreeListing[] states = new TreeListing[2];
            states[0] = TreeListing.of(TrickyTree.build(source));
            duplicity.backup("full", source, first, TIME_0, "one").expectSuccess();
            states[1] = TreeListing.of(TrickyTree.change(source));
            duplicity.backup("incr", source, first, TIME_1, "one").expectSuccess();
            Files.writeString(source.resolve("too late"), "for the replica");
            duplicity.backup("incr", source, first, TIME_2, "one").expectSuccess();

            Backups original = program.at(first, temp.resolve("ours")).passphrase("one");
            Backups inSwift = program.at(SWIFT, temp.resolve("ours")).passphrase("two");
            Backups back = program.at(url("back"), temp.resolve("ours")).passphrase("three");
            replicate(program, original, inSwift, TIME_2, SMALL);
            replicate(program, inSwift, back, null, 0);

            for (Backups copy : List.of(inSwift, back)) {
                String passphrase = copy == back ? "three" : "two";
                String at = copy.target().target().url();
                Duplicity reader = duplicity.archive(temp.resolve(passphrase));
                for (int state = copy == back ? 1 : 0; state < states.length; state++) {
                    Path restored = temp.resolve(passphrase + state);
                    reader.restore(at, restored, state == 0 ? TIME_0 : TIME_1, passphrase).expectSuccess();
                    assertThat(TreeListing.of(restored).differencesFrom(states[state])).as(at + " " + state).isEmpty();
                }
                Map<String, String> descriptions = descriptions(temp.resolve(passphrase));
                assertThat(descriptions).as("what is not before the time stays behind").hasSize(2);
                assertThat(descriptions(temp.resolve("theirs"))).containsAllEntriesOf(descriptions);
                assertThat(descriptions.values()).allSatisfy(text -> assertThat(text).contains("Hostname ", "Localdir ", "Filelist "));
            }
            assertThat(volumes(temp.resolve("two"))).isGreaterThan(volumes(temp.resolve("theirs")));
        }
    }

    /** duplicity's copies of the manifests in its archive directory, without their volumes; by name. */
    private static Map<String, String> descriptions(Path archive) throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (Path manifest : manifests(archive)) {
            found.put(manifest.getFileName().toString(), Files.readString(manifest, ISO_8859_1)
                    .replaceAll("(?m)^Volume .*\n(    (StartingPath|EndingPath|Hash) .*\n)*", ""));
        }
        return found;
    }

    private static long volumes(Path archive) throws IOException {
        long count = 0;
        for (Path manifest : manifests(archive)) {
            count += manifest.toString().contains("20240103") ? 0
                    : Files.readString(manifest, ISO_8859_1).lines().filter(line -> line.startsWith("Volume ")).count();
        }
        return count;
    }

    private static List<Path> manifests(Path archive) throws IOException {
        try (Stream<Path> files = Files.list(archive.resolve("target"))) {
            return files.filter(file -> file.toString().endsWith(".manifest")).toList();
        }
    }

    private String url(String folder) {
        return "file://" + temp.resolve(folder);
    }

    private static void replicate(Program program, Backups from, Backups to, Instant before, long volumeBytes) {
        program.send("replicate", new ReplicateRequest(from.target(), to.target(), before, volumeBytes),
                new SealProvider() {
                    @Override
                    public String suffix() {
                        return to.seals().suffix();
                    }

                    @Override
                    public Seal sealing() {
                        return to.seals().sealing();
                    }

                    @Override
                    public Seal opening(String suffix) {
                        return from.seals().opening(suffix);
                    }
                }).expectSuccess();
    }
}
