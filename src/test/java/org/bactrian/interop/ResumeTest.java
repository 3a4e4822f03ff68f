package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bactrian.chain.archive.Journal;
import org.bactrian.chain.archive.JournalVolume;
import org.bactrian.pgp.KeyFile;
import org.bactrian.pgp.Keys;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.request.BackupRequest.Mode;
import org.bactrian.request.RemoveRequest;
import org.bactrian.route.RunProperties;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.MemoryFolder;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A backup that dies at any put is gone on with by the next one, or begun anew where that would not be sound. */
@Timeout(120)
class ResumeTest {
    private static final Path KEYS = Path.of("src/test/resources/goldens/pubkey");
    private static final MortalStore mortal = new MortalStore();
    private static Program program;

    @TempDir(factory = MemoryFolder.class)
    private Path temp;

    private Path source;
    private Path store;
    private Backups target;

    @BeforeAll
    static void start() throws Exception {
        // one volume after the other, so that it is certain which are stored when the store dies
        program = Program.start(Map.of(), Map.of(RunProperties.VOLUMES_IN_FLIGHT, "2", RunProperties.VOLUMES_IN_FLIGHT_MAX, "2"));
        program.context().addRoutes(mortal);
        // the trees are minutes old by that clock, so that nothing in them can have changed unseen
        program.setClock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)));
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void makeSource() throws IOException {
        source = Files.createDirectory(temp.resolve("source"));
        store = temp.resolve("store");
        target = program.at("mortal://" + store, temp.resolve("archive")).volumes(1);
        Files.createDirectory(source.resolve("a"));
        for (int i = 0; i < 5; i++) {
            Files.write(source.resolve("a/file" + i), noise(i, 20_000));
        }
        Files.write(source.resolve("big"), noise(7, 170_000));
        Files.createSymbolicLink(source.resolve("link"), Path.of("big"));
        Files.write(source.resolve("z"), noise(8, 90_000));
        mortal.live();
    }

    private static byte[] noise(int seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Dies at the put after so many, which is not done. */
    private void die(int puts) {
        mortal.dieAfterPuts(puts, false);
        assertThat(target.backup(source).exitCode()).isNotZero();
        mortal.live();
    }

    private void expectRestored(String folder) throws IOException {
        target.restore(temp.resolve(folder)).expectSuccess();
        assertThat(TreeListing.of(temp.resolve(folder)).differencesFrom(TreeListing.of(source))).isEmpty();
    }

    private Map<String, FileTime> objects() throws IOException {
        Map<String, FileTime> objects = new TreeMap<>();
        Files.createDirectories(store);
        try (Stream<Path> files = Files.list(store)) {
            for (Path file : files.filter(each -> !each.getFileName().toString().startsWith("bactrian-lease")).toList()) {
                objects.put(file.getFileName().toString(), Files.getLastModifiedTime(file));
            }
        }
        return objects;
    }

    private static String continued(Program.Result result) {
        return result.lines().stream().filter(line -> line.startsWith("Continuing ")).findFirst().orElse("");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachPutOfAFullInTurn(boolean putIsDone) throws IOException {
        target.backup(source).expectSuccess();
        int volumes = (int) mortal.volumesPut();
        long keptInAll = 0;
        for (int puts = 0; puts < volumes + 2; puts++) {
            clearStore();
            mortal.dieAfterPuts(puts, putIsDone);
            assertThat(target.backup(source, Mode.FULL).exitCode()).isNotZero();
            Map<String, FileTime> before = objects();
            long confirmed = confirmed();
            keptInAll += confirmed;
            mortal.live();
            Program.Result result = target.backup(source, Mode.FULL).expectSuccess();
            if (puts == volumes + 1 && putIsDone) { // the manifest was the last: the set was there
                assertThat(result.text()).doesNotContain("Copying");
                continue;
            }
            int kept = volumes - (int) mortal.volumesPut();
            assertThat(kept).as("after %s puts", puts).isEqualTo(confirmed);
            assertThat(continued(result)).isEqualTo(kept == 0 ? "" : continuedAfter(kept, result));
            assertThat(objects()).as("kept as they are").containsAllEntriesOf(firstVolumes(before, kept));
            assertThat(objects()).as("nothing is left over").hasSize(volumes + 2);
            expectRestored("restored-" + puts);
        }
        assertThat(keptInAll).as("though a volume may be late when the others are through").isGreaterThan(volumes);
        Files.write(source.resolve("big"), noise(9, 180_000));
        target.backup(source).expectSuccess();
        expectRestored("increment");
    }

    /** The volumes from the first on that the store had confirmed. */
    private long confirmed() throws IOException {
        return Journal.read(target.archive().resolve("bactrian-journal")).map(journal -> journal.volumes().stream()
                .takeWhile(JournalVolume::confirmed).count()).orElse(0L);
    }

    private static String continuedAfter(int kept, Program.Result result) {
        assertThat(continued(result)).startsWith("Continuing the unfinished full of ");
        return continued(result).replaceAll("\\d+$", "" + kept);
    }

    private static Map<String, FileTime> firstVolumes(Map<String, FileTime> objects, int count) {
        Map<String, FileTime> first = new TreeMap<>(objects);
        first.keySet().removeIf(name -> !name.matches(".*\\.vol\\d+\\..*")
                || Integer.parseInt(name.replaceAll(".*\\.vol(\\d+)\\..*", "$1")) > count);
        return first;
    }

    private void clearStore() throws IOException {
        for (String name : objects().keySet()) {
            Files.delete(store.resolve(name));
        }
    }

    @Test
    void eachPutOfAnIncrementInTurn() throws IOException {
        target.backup(source).expectSuccess();
        int continued = 0;
        for (int puts = 1; puts < 6; puts++) {
            Files.write(source.resolve("a/file3"), noise(100 + puts, 20_000));
            Files.delete(source.resolve("a/file" + (puts == 1 ? "4" : "new" + (puts - 1))));
            Files.write(source.resolve("a/filenew" + puts), noise(200 + puts, 80_000));
            byte[] big = Files.readAllBytes(source.resolve("big"));
            System.arraycopy(noise(300 + puts, 80_000), 0, big, 80_000, 80_000);
            Files.write(source.resolve("big"), big);
            die(puts);
            String line = continued(target.backup(source).expectSuccess());
            continued += line.startsWith("Continuing the unfinished increment of ") ? 1 : 0;
            expectRestored("restored-" + puts);
            target.verify("", source, true).expectSuccess();
        }
        assertThat(continued).isPositive();
    }

    @Test
    void diesAgainAndAgain() throws IOException {
        int runs = 0;
        for (boolean done = false; !done; runs++) {
            mortal.dieAfterPuts(6, false);
            done = target.backup(source).exitCode() == 0;
        }
        mortal.live();
        assertThat(runs).isBetween(3, 50);
        expectRestored("restored");
    }

    @Test
    void whatChangedMeanwhileIsStoredAgain() throws IOException {
        die(8);
        Files.write(source.resolve("a/file1"), noise(55, 20_000));
        Program.Result result = target.backup(source).expectSuccess();
        assertThat(result.text()).contains("The source is not what it was; the unfinished full of ");
        expectRestored("restored");
    }

    @Test
    void sameSizeAndTimeButOtherContentIsStoredAgain() throws IOException {
        die(8);
        FileTime time = Files.getLastModifiedTime(source.resolve("a/file1"));
        Files.write(source.resolve("a/file1"), noise(56, 20_000));
        Files.setLastModifiedTime(source.resolve("a/file1"), time);
        assertThat(target.backup(source).expectSuccess().text()).contains("The source is not what it was");
        expectRestored("restored");
    }

    @Test
    void whatIsNewOrGoneMeanwhileIsSeen() throws IOException {
        die(6);
        Files.delete(source.resolve("a/file2"));
        Files.write(source.resolve("a/file2b"), noise(57, 10));
        target.backup(source).expectSuccess();
        expectRestored("restored");
    }

    @Test
    void aFileThatChangedJustBeforeItWasReadIsNotTrusted() throws IOException {
        program.setClock(null);
        die(6);
        program.setClock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10)));
        assertThat(target.backup(source).expectSuccess().text()).contains("The source is not what it was");
        expectRestored("restored");
    }

    @Test
    void anotherPassphraseBeginsAnew() throws IOException {
        Backups gzipped = target;
        target = gzipped.passphrase("first");
        die(5);
        target = gzipped.passphrase("second");
        Program.Result result = target.backup(source).expectSuccess();
        assertThat(result.text()).contains("cannot be continued, for keys or passphrase have changed");
        expectRestored("restored");
        Files.write(source.resolve("z"), noise(10, 10));
        die(1);
        target = gzipped.passphrase("third");
        assertThat(target.backup(source).failure()).isNotNull();
        target = gzipped.passphrase("second");
        target.backup(source).expectSuccess();
        expectRestored("again");
    }

    @Test
    void onlyThePublicKeyIsNeeded() throws IOException {
        String recipient = Files.readString(KEYS.resolve("key.txt")).lines().findFirst().orElseThrow().replace("fingerprint ", "");
        Backups plain = target;
        target = plain.sealedBy(PgpSeal.builder().keys(keys("public-key.asc")).encryptTo(recipient).build());
        die(5);
        assertThat(continued(target.backup(source).expectSuccess())).isNotEmpty();
        int puts = (int) mortal.volumesPut();
        Files.write(source.resolve("z"), noise(11, 90_000));
        mortal.dieAfterPuts(3, true); // two volumes, signatures, the manifest
        assertThat(target.backup(source).exitCode()).as("%s volumes before", puts).isNotZero();
        mortal.live();
        target.backup(source).expectSuccess();
        Files.write(source.resolve("z"), noise(12, 10));
        target.backup(source).expectSuccess();
        target = plain.sealedBy(PgpSeal.builder().keys(keys("secret-key.asc")).encryptTo(recipient).passphrase(Passphrase.of("test")).build());
        expectRestored("restored");
    }

    private static Keys keys(String file) throws IOException {
        return new Keys(java.util.List.of(new KeyFile(KEYS.resolve(file))), Clock.systemUTC());
    }

    @Test
    void withoutTheArchiveDirectoryItIsBegunAnew() throws IOException {
        die(5);
        target = program.at("mortal://" + store, temp.resolve("other-archive")).volumes(1);
        String what = ": " + objects().size() + " objects";
        assertThat(target.backup(source).expectSuccess().text()).contains("Removing what an unfinished backup left").contains(what);
        expectRestored("restored");
    }

    @Test
    void whoeverMayStillBeAtItIsLeftToHisSet() throws IOException {
        die(5);
        int left = objects().size();
        Files.delete(store.resolve("bactrian-lease")); // which alone told whose it is
        target = program.at("mortal://" + store, temp.resolve("other-archive")).volumes(1);
        assertThat(target.backup(source).expectSuccess().text()).contains("is unfinished and not of this host; it is left alone");
        for (String name : objects().keySet()) {
            Files.setLastModifiedTime(store.resolve(name), FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        }
        assertThat(target.backup(source).expectSuccess().text()).contains(": " + left + " objects");
        expectRestored("restored");
    }

    @Test
    void aSetThatOnlyLostItsManifestIsLeftAlone() throws IOException {
        target.time(Instant.parse("2026-01-01T00:00:00Z")).backup(source).expectSuccess();
        String manifest = objects().keySet().stream().filter(name -> name.endsWith(".manifest")).findFirst().orElseThrow();
        Files.delete(store.resolve(manifest));
        Map<String, FileTime> before = objects();
        for (Backups each : new Backups[] {target, program.at("mortal://" + store, temp.resolve("other-archive"))}) {
            Program.Result result = each.backup(source, Mode.FULL).expectSuccess();
            assertThat(result.text()).contains("has no manifest on the store but may have had one");
            assertThat(objects()).containsAllEntriesOf(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bactrian-journal", "bactrian-journal-signatures.gz", "bactrian-journal-files"})
    void damagedNotesAreNotTrusted(String file) throws IOException {
        for (UnaryOperator<byte[]> damage : java.util.List.<UnaryOperator<byte[]>>of(bytes -> java.util.Arrays.copyOf(bytes, bytes.length / 2),
                bytes -> new byte[0], bytes -> noise(1, bytes.length))) {
            clearStore();
            die(6);
            Path note = target.archive().resolve(file);
            assertThat(note).isNotEmptyFile();
            Files.write(note, damage.apply(Files.readAllBytes(note)));
            target.backup(source).expectSuccess();
            assertThat(objects().keySet().stream().map(name -> name.split("\\.")[1]).distinct()).as("nothing is left over").hasSize(1);
            target.force().restore(temp.resolve("restored")).expectSuccess();
            assertThat(TreeListing.of(temp.resolve("restored")).differencesFrom(TreeListing.of(source))).isEmpty();
            Files.write(source.resolve("z"), noise(objects().hashCode(), 70_000));
            target.backup(source).expectSuccess();
        }
    }

    @Test
    void aVolumeThatIsGoneOrOtherIsStoredAgain() throws IOException {
        die(6);
        String third = objects().keySet().stream().filter(name -> name.contains(".vol3.")).findFirst().orElseThrow();
        Files.write(store.resolve(third), new byte[5]);
        assertThat(continued(target.backup(source).expectSuccess())).endsWith("after volume 2");
        expectRestored("restored");
    }

    @Test
    void readersIgnoreAnUnfinishedSetAndSayIt() throws IOException {
        target.backup(source).expectSuccess();
        TreeListing before = TreeListing.of(source);
        Files.write(source.resolve("z"), noise(20, 600_000));
        die(6); // the first of so many may be late, but hardly behind five
        Program.Result result = target.restore(temp.resolve("restored")).expectSuccess();
        assertThat(result.text()).contains("found incomplete backup sets");
        assertThat(TreeListing.of(temp.resolve("restored")).differencesFrom(before)).isEmpty();
        assertThat(continued(target.backup(source).expectSuccess())).as("reading did not harm it").isNotEmpty();
    }

    @Test
    void cleanupSaysThatASetCanBeGoneOnWith() throws IOException {
        die(6);
        RemoveRequest cleanup = new RemoveRequest(target.target(), RemoveRequest.Rule.CLEANUP, null, 0);
        assertThat(program.send("cleanup", cleanup, target.seals()).expectSuccess().body())
                .contains("goes    unfinished; the next backup can go on with it, if the source is what it was");
        assertThat(continued(target.backup(source).expectSuccess())).isNotEmpty();
    }

    @Test
    void anIncrementThatIsNotWantedAnyMoreGoes() throws IOException {
        target.backup(source).expectSuccess();
        Files.write(source.resolve("z"), noise(21, 200_000));
        die(2);
        target.backup(source, Mode.FULL).expectSuccess();
        assertThat(objects().keySet()).noneMatch(name -> name.startsWith("duplicity-inc"));
        expectRestored("restored");
    }

    @Test
    void aSetWhoseVolumesSomebodyRemovesDoesNotComeToExist() throws IOException {
        boolean[] done = {false};
        Program.Result result = target.listening(line -> {
            if (line.startsWith("Processed volume ") && !done[0]) {
                done[0] = remove("vol1.difftar.gz");
            }
        }).backup(source);
        assertThat(done[0]).isTrue();
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().getMessage()).contains(".vol1.difftar.gz was stored by this run and is not there any more");
        assertThat(objects().keySet()).noneMatch(name -> name.endsWith("manifest"));
        target.backup(source).expectSuccess();
        expectRestored("restored");
    }

    /** Looks at names only: what is being stored meanwhile may be gone by the time it is asked for more. */
    private boolean remove(String part) {
        try (Stream<Path> files = Files.list(store)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(part) && file.toFile().delete());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
