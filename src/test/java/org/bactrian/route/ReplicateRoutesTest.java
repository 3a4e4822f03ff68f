package org.bactrian.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Goldens;
import org.bactrian.error.ErrorKind;
import org.bactrian.request.ReplicateRequest;
import org.bactrian.request.TargetOptions;
import org.bactrian.seal.Seal;
import org.bactrian.seal.SealProvider;
import org.bactrian.seal.Spool;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command replicate as shipped: from golden chains, gzipped, to an empty store, encrypted and back. */
class ReplicateRoutesTest {
    private static final FailingStore FAILING = new FailingStore();
    /** Of the golden chains a full and an increment are older. */
    private static final Instant JANUARY_3 = Instant.parse("2024-01-03T00:00:00Z");

    private static Program program;

    @TempDir
    private Path temp;
    private StoreFolder from;
    private StoreFolder to;

    @BeforeAll
    static void start() throws Exception {
        program = Program.start();
        program.context().addRoutes(FAILING);
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void stores() throws IOException {
        from = StoreFolder.ofGolden("chains", temp.resolve("from"));
        to = new StoreFolder(temp.resolve("to"));
        FAILING.failAfter(Integer.MAX_VALUE);
    }

    private Backups at(StoreFolder store, String scheme) {
        return program.at(store.url(scheme), temp.resolve("archive-" + store.path().getFileName()));
    }

    private static Program.Result replicate(TargetOptions from, Backups to, Instant before) {
        return program.send("replicate", new ReplicateRequest(from, to.target(), before, 0), to.seals());
    }

    private Program.Result replicate(Backups to, Instant before) {
        return replicate(at(from, "file").target(), to, before);
    }

    private Backups encrypted() {
        return at(to, "file").passphrase("test");
    }

    private Backups gzipped() {
        return at(to, "file");
    }

    private static String withoutHashes(byte[] manifest) {
        return new String(manifest, ISO_8859_1).replaceAll("Hash SHA1 [0-9a-f]{40}", "Hash SHA1");
    }

    private byte[] opened(String object, Backups backups) throws IOException {
        try (var spool = Spool.of(Files.newInputStream(to.path().resolve(object)), object, temp);
                var in = backups.seals().opening(".gpg").open(spool)) {
            return in.readAllBytes();
        }
    }

    @Test
    void theReplicaRestoresAsTheGoldenChainDoes() throws IOException {
        from = StoreFolder.ofGolden("plain", temp.resolve("plain"));
        replicate(encrypted(), null).expectSuccess();
        assertThat(to.names()).hasSameSizeAs(from.names()).allMatch(name -> name.endsWith(".gpg"));
        for (int time = 0; time < 3; time++) {
            Path folder = temp.resolve("restored" + time);
            encrypted().time(Instant.ofEpochSecond(1704067200 + 86400L * time)).restore(folder).expectSuccess();
            Path original = temp.resolve("original" + time);
            at(from, "file").time(Instant.ofEpochSecond(1704067200 + 86400L * time)).restore(original).expectSuccess();
            assertThat(TreeListing.of(folder).differencesFrom(TreeListing.of(original))).isEmpty();
        }
    }

    @Test
    void ofAManifestOnlyTheHashesChange() throws IOException {
        replicate(encrypted(), JANUARY_3).expectSuccess();
        int seen = 0;
        for (String name : from.names()) {
            if (name.endsWith(".manifest") && to.names().contains(name + ".gpg")) {
                byte[] copy = opened(name + ".gpg", encrypted());
                byte[] original = Files.readAllBytes(from.path().resolve(name));
                assertThat(withoutHashes(copy)).isEqualTo(withoutHashes(original)).contains("Hostname ", "Localdir ", "Filelist ");
                assertThat(copy).isNotEqualTo(original);
                seen++;
            }
        }
        assertThat(seen).isEqualTo(2);
    }

    /** Host, source and Filelist stay; the blocks of volumes are those of the new ones. */
    @Test
    void volumesAreCutAnewIfTheirSizeIsGiven() throws IOException {
        Path source = Files.createDirectory(temp.resolve("source"));
        Random random = new Random(7);
        for (int i = 0; i < 6; i++) {
            byte[] content = new byte[90_000 * i];
            random.nextBytes(content);
            Files.write(source.resolve("file" + i), content);
        }
        StoreFolder made = new StoreFolder(temp.resolve("made"));
        Backups original = at(made, "file").volumes(250_000);
        original.backup(source).expectSuccess();
        Files.write(source.resolve("file5"), new byte[300_000]);
        Files.delete(source.resolve("file0"));
        original.backup(source).expectSuccess();
        for (long size : new long[] {70_000, 5_000_000}) {
            StoreFolder copy = new StoreFolder(temp.resolve("copy" + size));
            Backups target = at(copy, "file").passphrase("test");
            program.send("replicate", new ReplicateRequest(original.target(), target.target(), null, size), target.seals()).expectSuccess();
            // a volume is larger than it should be by what the compressor's threads hold back
            long held = 64 * 1024 * (3L + java.lang.Runtime.getRuntime().availableProcessors());
            assertThat(volumes(copy)).isBetween(2L, size < 250_000 ? 99L : 2L);
            for (String volume : copy.names()) {
                assertThat(Files.size(copy.path().resolve(volume))).as(volume).isLessThan(size + held);
            }
            Path restored = temp.resolve("restored" + size);
            target.restore(restored).expectSuccess();
            assertThat(TreeListing.of(restored).differencesFrom(TreeListing.of(source))).isEmpty();
            Path one = temp.resolve("one" + size);
            target.restore("file3", one).expectSuccess();
            assertThat(one).hasSameBinaryContentAs(source.resolve("file3"));
            for (String name : made.names()) {
                if (name.endsWith(".manifest")) {
                    to = copy;
                    assertThat(withoutVolumes(opened(name + ".gpg", target))).contains("Filelist").isEqualTo(withoutVolumes(
                            Files.readAllBytes(made.path().resolve(name))));
                }
            }
            target.backup(source).expectSuccess();
        }
    }

    private static long volumes(StoreFolder store) {
        return store.collection().chains().stream().mapToInt(org.bactrian.chain.BackupChain::volumeCount).sum();
    }

    private static String withoutVolumes(byte[] manifest) {
        return new String(manifest, ISO_8859_1).replaceAll("(?m)^Volume .*\n(    (StartingPath|EndingPath|Hash) .*\n)*", "");
    }

    @Test
    void thereAndBackGivesTheSameContents() throws IOException {
        replicate(encrypted(), JANUARY_3).expectSuccess();
        StoreFolder back = new StoreFolder(temp.resolve("back"));
        Backups target = at(back, "file");
        program.send("replicate", new ReplicateRequest(encrypted().target(), target.target(), null, 0),
                new SealProvider() {
                    @Override
                    public String suffix() {
                        return ".gz";
                    }

                    @Override
                    public Seal sealing() {
                        return target.seals().sealing();
                    }

                    @Override
                    public Seal opening(String suffix) {
                        return encrypted().seals().opening(suffix);
                    }
                }).expectSuccess();
        assertThat(back.names()).hasSize(6).isSubsetOf(from.names());
        for (String name : back.names()) {
            if (name.endsWith(".gz")) {
                assertThat(unzipped(back, name)).isEqualTo(unzipped(from, name));
            }
        }
    }

    private static byte[] unzipped(StoreFolder store, String name) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(store.path().resolve(name)))) {
            return in.readAllBytes();
        }
    }

    @Test
    void onlyWhatIsOlderAndLackingIsCopied() throws IOException {
        replicate(gzipped(), Instant.parse("2024-01-05T00:00:00Z")).expectSuccess();
        assertThat(to.sets()).extracting(set -> set.time().toString().substring(8, 10)).containsExactly("01", "02", "03", "04");
        Program.Result rest = replicate(gzipped(), null).expectSuccess();
        assertThat(rest.lines()).filteredOn(line -> line.startsWith("Replicating ")).hasSize(15).noneMatch(line -> line.contains("0101T"));
        assertThat(to.sets()).hasSize(9);
        assertThat(replicate(gzipped(), null).expectSuccess().lines()).singleElement().asString().startsWith("Nothing to replicate");
    }

    @Test
    void aDryRunOnlyNamesTheSets() throws IOException {
        Files.createDirectory(to.path());
        TargetOptions t = gzipped().target();
        TargetOptions dry = new TargetOptions(t.target(), t.archiveDir(), t.name(), t.prefixes(), t.style(), null, false, true, false);
        Program.Result result = program.send("replicate", new ReplicateRequest(at(from, "file").target(), dry, null,
                0), gzipped().seals()).expectSuccess();
        assertThat(result.lines()).hasSize(9).startsWith("Would replicate the full of 20240101T000000Z.");
        assertThat(to.names()).isEmpty();
    }

    @Test
    void brokenOffAnywhereItCanBeRepeatedAlsoSealedInAnotherWay() throws IOException {
        for (int n = 0; n < 6; n++) {
            to = new StoreFolder(temp.resolve("broken" + n));
            FAILING.failAfter(n);
            Program.Result result = replicate(at(to, "failing"), JANUARY_3);
            assertThat(result.exitCode()).as(result.text()).isEqualTo(ErrorKind.STORE_PERMISSION.exitCode());
            assertThat(to.sets()).as("after %d objects", n).hasSize(n / 3);
            assertWhole();
            FAILING.failAfter(Integer.MAX_VALUE);
            replicate(at(to, "failing").passphrase("test"), JANUARY_3).expectSuccess();
            assertThat(to.names()).as("repeated after %d objects", n).hasSize(6);
            assertThat(to.sets()).hasSize(2);
            assertWhole();
        }
    }

    private void assertWhole() {
        assertThat(to.sets()).allSatisfy(set -> {
            assertThat(set.volumeCount()).isEqualTo(1);
            assertThat(set.signatures()).isPresent();
        });
    }

    @Test
    void aDamagedVolumeIsNotPassedOn() throws IOException {
        Path volume = from.path().resolve("duplicity-inc.20240101T000000Z.to.20240102T000000Z.vol1.difftar.gz");
        byte[] bytes = Files.readAllBytes(volume);
        bytes[bytes.length / 2] ^= 1;
        Files.write(volume, bytes);
        Program.Result result = replicate(gzipped(), null);
        assertThat(result.exitCode()).as(result.text()).isEqualTo(ErrorKind.HASH_MISMATCH.exitCode());
        assertThat(to.sets()).extracting(BackupSet::isFull).containsExactly(true);
    }

    @Test
    void aMissingVolumeStopsItBeforeAnythingOfTheSetIsCopied() throws IOException {
        Files.delete(from.path().resolve("duplicity-full.20240104T000000Z.vol1.difftar.gz"));
        Program.Result result = replicate(gzipped(), null);
        assertThat(result.exitCode()).isEqualTo(ErrorKind.STORE_NOT_FOUND.exitCode());
        assertThat(result.text()).contains("The full of 20240104T000000Z lacks volume 1");
        assertThat(to.names()).hasSize(9).noneMatch(name -> name.contains("full.20240104"));
    }

    @Test
    void theSourceIsLeftAsItWas() throws IOException {
        replicate(gzipped(), null).expectSuccess();
        assertThat(from.names()).isEqualTo(Goldens.names("chains/remote"));
        assertThat(temp.resolve("archive-from")).doesNotExist();
        assertThat(StoreFolder.names(gzipped().archive())).filteredOn(name -> name.startsWith("duplicity")).isEqualTo(List.of());
    }
}
