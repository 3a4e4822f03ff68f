package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bactrian.chain.Goldens;
import org.bactrian.chain.ManifestReader;
import org.bactrian.pgp.KeyFile;
import org.bactrian.pgp.Keys;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.CheckRequest;
import org.bactrian.request.CheckRequest.Level;
import org.bactrian.request.TargetOptions;
import org.bactrian.seal.GzipSeal;
import org.bactrian.seal.PlainSeal;
import org.bactrian.seal.Spool;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.TreeListing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The command repair on chains that the real duplicity made: what it makes anew is what was lost, to the byte; nothing is written
 * without force; what cannot be mended is named.
 */
@Timeout(120)
class RepairTest {
    private static final String FULL = "duplicity-full.20240101T000000Z.";
    private static final String SECOND = "duplicity-inc.20240101T000000Z.to.20240102T000000Z.";
    private static final String THIRD = "duplicity-inc.20240102T000000Z.to.20240103T000000Z.";
    private static final byte[] NOTHING = new byte[0];
    private static Program program;

    @TempDir
    private Path temp;

    private Path store;
    private Backups target;

    @BeforeAll
    static void start() {
        program = Program.start();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    private void golden(String chain) throws IOException {
        store = Files.createDirectory(temp.resolve("store"));
        for (String name : Goldens.names(chain + "/remote")) {
            Files.copy(Goldens.path(chain + "/remote/" + name), store.resolve(name));
        }
        Backups plain = program.at("file://" + store, temp.resolve("archive"));
        target = switch (chain) {
            case "symmetric", "names-short-enc" -> plain.passphrase("test");
            case "pubkey" -> plain.sealedBy(PgpSeal.builder().keys(new Keys(List.of(new KeyFile(Goldens.path("pubkey/secret-key.asc"))),
                    Clock.systemUTC())).passphrase(Passphrase.of("test")).encryptTo("07AB00397A5D3DB4").build());
            case "names-prefix" -> plain.prefixes(new TargetOptions.Prefixes("p-", "a-", "m-", "s-", ""));
            default -> plain;
        };
    }

    private Program.Result repair(Backups with) {
        return program.send("repair", new CheckRequest(with.target(), Level.METADATA, 1, 1, false), with.seals());
    }

    private Program.Result check(Level level) {
        return program.send("check", new CheckRequest(target.target(), level, 1, 1, false), target.seals());
    }

    private Map<String, String> objects() throws IOException {
        Map<String, String> objects = new TreeMap<>();
        try (Stream<Path> files = Files.list(store)) {
            for (Path file : files.toList()) {
                objects.put(file.getFileName().toString(), Spool.of(Files.newInputStream(file), "", temp).sha1());
            }
        }
        return objects;
    }

    /** What objects with a word in their names contain, opened. */
    private Map<String, byte[]> clear(String word) throws IOException {
        Map<String, byte[]> clear = new TreeMap<>();
        for (String name : objects().keySet()) {
            if (name.matches(word)) {
                String suffix = name.matches(".*\\.(gpg|g)") ? ".gpg" : name.matches(".*\\.(gz|z)") ? ".gz" : "";
                try (Spool sealed = Spool.of(Files.newInputStream(store.resolve(name)), name, temp);
                        InputStream in = (suffix.equals(".gz") ? new GzipSeal() : suffix.isEmpty() ? new PlainSeal()
                                : target.seals().opening(suffix)).open(sealed)) {
                    clear.put(name, in.readAllBytes());
                }
            }
        }
        assertThat(clear).isNotEmpty();
        return clear;
    }

    private void damage(String pattern, UnaryOperator<byte[]> change) throws IOException {
        int damaged = 0;
        for (String name : objects().keySet()) {
            if (name.matches(pattern)) {
                byte[] changed = change.apply(Files.readAllBytes(store.resolve(name)));
                if (changed == null) {
                    Files.delete(store.resolve(name));
                } else {
                    Files.write(store.resolve(name), changed);
                }
                damaged++;
            }
        }
        assertThat(damaged).as(pattern).isPositive();
    }

    /** Dry, then with force; afterwards nothing is left to mend. */
    private Program.Result mend(int mends) throws IOException {
        Map<String, String> before = objects();
        Program.Result dry = repair(target);
        assertThat(dry.exitCode()).as(dry.text()).isEqualTo(1);
        assertThat(dry.text()).contains("0 mended, " + mends + " that can be mended with --force, 0 that cannot.");
        assertThat(objects()).as("a dry run writes nothing").isEqualTo(before);
        Program.Result done = repair(target.force()).expectSuccess();
        assertThat(done.text()).contains(mends + " mended, 0 that can be mended, 0 that cannot.");
        assertThat(repair(target).expectSuccess().text()).contains("Nothing to mend. What volumes hold was not read");
        assertThat(objects().keySet()).noneMatch(name -> name.startsWith("bactrian-"));
        assertThat(target.archive()).as("nothing in the clear is left").isDirectoryNotContaining("glob:**pending*");
        assertThat(check(Level.HASHES).exitCode()).isZero();
        return done;
    }

    private static void assertSame(Map<String, byte[]> now, Map<String, byte[]> before) {
        assertThat(now.keySet()).isEqualTo(before.keySet());
        before.forEach((name, bytes) -> assertThat(now.get(name)).as(name).isEqualTo(bytes));
    }

    @ParameterizedTest
    @CsvSource({"plain, 0", "plain, 1", "plain, 2", "gnutar, 1", "nocompress, 0", "names-short, 0", "names-old, 0", "names-prefix, 0",
        "symmetric, 0", "symmetric, 2", "names-short-enc, 0", "pubkey, 1", "special, 0"})
    void aLostManifestIsWhatItWas(String chain, int set) throws IOException {
        golden(chain);
        Map<String, byte[]> before = clear(".*(manifest|\\.m(\\.|$)).*");
        String lost = before.keySet().stream().toList().get(set);
        Files.delete(store.resolve(lost));
        mend(1);
        Map<String, byte[]> now = clear(".*(manifest|\\.m(\\.|$)).*");
        assertThat(now.keySet()).isEqualTo(before.keySet());
        if (before.size() > 1) {
            assertSame(now, before);
        } else { // of which nobody else knows host and source
            assertThat(new String(now.get(lost), StandardCharsets.ISO_8859_1)).isEqualTo(
                    new String(before.get(lost), StandardCharsets.ISO_8859_1).replaceFirst("Hostname.*\nLocaldir.*\n", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "gnutar", "nocompress", "names-short", "symmetric", "pubkey", "chains", "special"})
    void lostSignaturesAreWhatTheyWere(String chain) throws IOException {
        golden(chain);
        String signatures = ".*(sigtar|\\.st(\\.|$)).*";
        Map<String, byte[]> before = clear(signatures);
        damage(signatures, bytes -> null);
        mend(before.size());
        Map<String, byte[]> now = clear(signatures);
        if (chain.equals("gnutar")) { // which we do not write
            assertThat(now.keySet()).isEqualTo(before.keySet());
            assertThat(check(Level.DATA).exitCode()).isZero();
        } else {
            assertSame(bare(now), bare(before));
        }
    }

    /** Without the suffix, for these may be gzipped where the lost ones were not. */
    private static Map<String, byte[]> bare(Map<String, byte[]> objects) {
        Map<String, byte[]> bare = new TreeMap<>();
        objects.forEach((name, bytes) -> bare.put(name.replaceFirst("\\.gz$", ""), bytes));
        return bare;
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "flipped", "empty"})
    void damagedMetadataIsMadeAnew(String how) throws IOException {
        UnaryOperator<byte[]> change = bytes -> {
            bytes[bytes.length / 3] ^= 0x10;
            return how.equals("empty") ? NOTHING : how.equals("cut") ? Arrays.copyOf(bytes, bytes.length / 3) : bytes;
        };
        golden("symmetric");
        Map<String, byte[]> before = clear(".*(manifest|sigtar).*");
        damage(SECOND.replace(".", "\\.") + "manifest.*", change);
        damage(".*new-signatures.*sigtar.*", change);
        mend(3);
        assertSame(clear(".*(manifest|sigtar).*"), before);
    }

    @Test
    void everythingButTheVolumesLost() throws IOException {
        golden("plain");
        TreeListing last = restored("before");
        damage("(" + SECOND + "|" + THIRD + ")manifest", bytes -> null);
        damage(".*signatures.20240101.*", bytes -> null); // those of the last set tell that it was finished
        damage(FULL + "manifest", bytes -> Arrays.copyOf(bytes, 40)); // which tells of the host
        mend(5);
        assertThat(restored("after").differencesFrom(last)).isEmpty();
    }

    private TreeListing restored(String folder) throws IOException {
        program.at("file://" + store, temp.resolve("archive-" + folder)).restore(temp.resolve(folder)).expectSuccess();
        return TreeListing.of(temp.resolve(folder));
    }

    @Test
    void aCopyAtHandGivesTheManifestBack() throws IOException {
        golden("special");
        byte[] manifest = Files.readAllBytes(store.resolve(FULL + "manifest"));
        Files.createDirectories(target.archive());
        Files.write(target.archive().resolve(FULL + "manifest"), manifest);
        Files.delete(store.resolve(FULL + "manifest"));
        mend(1);
        assertThat(store.resolve(FULL + "manifest")).hasBinaryContent(manifest);
    }

    @Test
    void nothingIsWrongWithLongSignatures() throws IOException {
        Path source = Files.createDirectory(temp.resolve("long"));
        byte[] content = new byte[3_000_000];
        new Random(1).nextBytes(content);
        Files.write(source.resolve("large"), content);
        Backups made = program.at("file://" + temp.resolve("store"), temp.resolve("archive"));
        made.backup(source).expectSuccess();
        assertThat(repair(made).expectSuccess().text()).contains("Nothing to mend. What volumes hold was not read");
    }

    @Test
    void aManifestWhoseVolumeIsGoneToo() throws IOException {
        golden("plain");
        TreeListing whole = TreeListing.golden("plain", 0);
        Files.delete(store.resolve(FULL + "manifest"));
        Files.delete(store.resolve(FULL + "vol2.difftar.gz"));
        Program.Result result = repair(target.force());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("lost store " + FULL + "manifest: volume 2 of the full of 20240101T000000Z is not there or cannot"
                + " be read: what lies between ").contains("1 mended, 0 that can be mended, 1 that cannot.");
        assertThat(ManifestReader.read(Files.newInputStream(store.resolve(FULL + "manifest")), "manifest").volumes()).hasSize(2);
        assertThat(whole.names()).isNotEmpty();
        assertThat(target.time(Instant.parse("2024-01-01T00:00:00Z")).restore(temp.resolve("restored")).failure()).isNotNull();
        assertThat(repair(target).text()).contains("0 that can be mended, 1 that cannot.");
    }

    @Test
    void volumesThatCannotBeReadGiveNoManifest() throws IOException {
        golden("plain");
        Files.delete(store.resolve(FULL + "manifest"));
        damage(FULL + "vol2.*", bytes -> null);
        damage(FULL + "vol1.*", bytes -> Arrays.copyOf(bytes, bytes.length / 2));
        Map<String, String> before = objects();
        Program.Result result = repair(target.force());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("cannot be made anew: none of the volumes can be read");
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void aVolumeNumberThatLiesIsNoWork() throws IOException {
        golden("plain");
        Files.delete(store.resolve(FULL + "manifest"));
        Files.write(store.resolve(FULL + "vol999999999.difftar.gz"), NOTHING);
        Program.Result result = repair(target.force());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("cannot be made anew: of its 999999999 volumes there are only 3");
    }

    @Test
    void anotherPassphraseMendsNothing() throws IOException {
        golden("symmetric");
        Files.delete(store.resolve(SECOND + "manifest.gpg"));
        Map<String, String> before = objects();
        Program.Result result = repair(target.passphrase("wrong").force());
        assertThat(result.exitCode()).isNotZero();
        assertThat(objects()).isEqualTo(before);
        assertThat(repair(target.passphrase(null).force()).exitCode()).isNotZero();
        assertThat(objects()).isEqualTo(before);
        mend(1);
    }

    @Test
    void anUnfinishedSetIsNeverMadeAFinishedOne() throws IOException {
        golden("plain");
        damage(THIRD + "manifest", bytes -> null);
        damage(".*new-signatures.20240102.*", bytes -> null);
        Map<String, String> before = objects();
        assertThat(repair(target.force()).expectSuccess().text()).contains("was never finished, or is half removed");
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void twinsOfVolumesAreResolvedByHash() throws IOException {
        golden("plain");
        Map<String, String> before = objects();
        byte[] volume = Files.readAllBytes(store.resolve(FULL + "vol1.difftar.gz"));
        Files.write(store.resolve(FULL + "vol1.difftar"), volume); // plain by its name, and used by nobody
        Files.write(store.resolve("df.s6k2o0.2.dt.z"), Arrays.copyOf(volume, 1000));
        Files.move(store.resolve(SECOND + "vol1.difftar.gz"), store.resolve("di.s6k2o0.s6lxc0.1.dt.z"));
        Files.write(store.resolve(SECOND + "vol1.difftar.gz"), Arrays.copyOf(volume, 1000));
        Map<String, String> twins = objects();
        assertThat(repair(target).text()).contains("3 that can be mended");
        assertThat(objects()).isEqualTo(twins);
        repair(target.force()).expectSuccess();
        assertThat(objects().values()).containsExactlyInAnyOrderElementsOf(before.values());
        assertThat(objects()).containsKey("di.s6k2o0.s6lxc0.1.dt.z");
        assertThat(check(Level.DATA).expectSuccess().text()).contains(" 0 damaged.");
    }

    @Test
    void twinsOfMetadataAreResolvedByWhatTheySay() throws IOException {
        golden("symmetric");
        Map<String, String> before = objects();
        Files.write(store.resolve(FULL + "manifest"), clear(FULL + "manifest.gpg").get(FULL + "manifest.gpg"));
        Files.write(store.resolve("df.s6k2o0.m.g"), new byte[] {1, 2, 3});
        Program.Result result = repair(target.force());
        assertThat(result.exitCode()).as(result.text()).isZero();
        assertThat(objects()).isEqualTo(before);
        Files.copy(Goldens.path("plain/remote/" + FULL + "manifest"), store.resolve(FULL + "manifest"));
        Program.Result open = repair(target.force());
        assertThat(open.exitCode()).isEqualTo(1);
        assertThat(open.text()).contains("remove the wrong one by hand");
        assertThat(objects()).containsAllEntriesOf(before).hasSize(before.size() + 1);
    }

    @Test
    void foreignObjectsStay() throws IOException {
        golden("plain");
        Files.writeString(store.resolve("notes.txt"), "somebody else's");
        Files.writeString(store.resolve(FULL + "vol1.difftar.gz.bak"), "an old one");
        Files.writeString(store.resolve("bactrian-draft." + FULL + "manifest"), "left by a repair that was killed");
        Map<String, String> before = objects();
        repair(target).expectSuccess();
        assertThat(objects()).isEqualTo(before);
        repair(target.force()).expectSuccess();
        before.remove("bactrian-draft." + FULL + "manifest");
        assertThat(objects()).isEqualTo(before);
    }

    @Test
    void aBaseThatIsGoneIsNamed() throws IOException {
        golden("plain");
        damage(SECOND.replace(".", "\\.") + ".*|.*new-signatures.20240101.*", bytes -> null);
        Program.Result result = repair(target.force());
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.text()).contains("the increment of 20240103T000000Z builds on the set of 20240102T000000Z, which is not there");
    }

    @Test
    void aLastSetWithNothingButVolumesOnTheStoreIsKnownByItsCopies() throws IOException {
        golden("plain");
        Map<String, byte[]> volumes = clear(THIRD + "vol.*");
        target.restore(temp.resolve("restored")).expectSuccess();
        damage(THIRD + "manifest|duplicity-new-signatures.20240102.*", bytes -> null);
        target.restore(temp.resolve("earlier")).expectSuccess();
        assertThat(target.archive()).isDirectoryContaining("glob:**" + THIRD + "manifest");
        Files.writeString(Files.createDirectory(temp.resolve("source")).resolve("file"), "new");
        Program.Result next = target.allowSourceMismatch().backup(temp.resolve("source"), BackupRequest.Mode.FULL).expectSuccess();
        assertThat(next.text()).contains("has no manifest on the store but may have had one; it is left alone");
        assertThat(clear(THIRD + "vol.*").keySet()).isEqualTo(volumes.keySet());
    }
}
