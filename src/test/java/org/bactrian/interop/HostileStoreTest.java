package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bactrian.pgp.KeyFile;
import org.bactrian.pgp.Keys;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.request.CheckRequest;
import org.bactrian.request.ProtectRequest;
import org.bactrian.seal.GzipSeal;
import org.bactrian.seal.PlainSeal;
import org.bactrian.seal.Seal;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.bactrian.testkit.Tally;
import org.bactrian.testkit.TreeListing;
import org.bactrian.testkit.TreeRemoval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A store that changes what it was given: in each case one object of a full or an increment is flipped, cut, lengthened, swapped with
 * another, replaced by one of the same name from another day, or gone; and a host that has nothing at hand restores. Either that fails
 * and says which object it is, and no file is there that is not what it was; or the change meant nothing, and all is restored.
 * Signatures, which a restore does not need, are checked instead. {@code -Dhostile=NUMBER} takes more or fewer cases.
 */
@Timeout(3600)
class HostileStoreTest extends BadInput {
    private static final int CASES = 10_500;
    private static final int SHOWN = 12;
    private static final Path GOLDEN = Path.of("src/test/resources/goldens/pubkey");
    private static final List<String> KINDS = List.of("flip", "truncation", "extension", "swap", "replay", "removal");

    private final List<String> failures = new ArrayList<>();
    private final Map<String, int[]> counts = new TreeMap<>();
    private final Map<String, byte[]> objects = new TreeMap<>();
    private final Map<String, byte[]> otherDay = new TreeMap<>();
    private TreeListing first;
    private TreeListing second;

    @Test
    void everyChangeIsDetectedOrMeansNothing() throws IOException {
        int cases = Integer.getInteger("hostile", CASES);
        Random random = new Random(5);
        long started = System.nanoTime();
        run("gzip", new GzipSeal(), cases * 4 / 10, random);
        run("plain", new PlainSeal(), cases * 3 / 10, random);
        run("openpgp", pgp(), cases - cases * 4 / 10 - cases * 3 / 10, random);
        StringBuilder text = new StringBuilder();
        int detected = 0;
        int harmless = 0;
        for (Map.Entry<String, int[]> each : counts.entrySet()) {
            text.append("\n  ").append(each.getKey()).append(": ").append(each.getValue()[0]).append(" + ").append(each.getValue()[1]);
            detected += each.getValue()[0];
            harmless += each.getValue()[1];
        }
        assertThat(failures.stream().limit(SHOWN)).as(failures.size() + " failures of " + cases).isEmpty();
        System.out.println("detected + without effect:" + text);
        Tally.add("flips and other changes of objects: " + (detected + harmless) + ", 0 losses; " + detected + " detected, " + harmless
                + " without effect; " + (System.nanoTime() - started) / 1_000_000 / Math.max(1, cases) + " ms a case");
        assertThat(detected).isGreaterThan(harmless);
    }

    private static PgpSeal pgp() throws IOException {
        String recipient = Files.readString(GOLDEN.resolve("key.txt")).lines().findFirst().orElseThrow().replace("fingerprint ", "");
        return PgpSeal.builder().keys(new Keys(List.of(new KeyFile(GOLDEN.resolve("secret-key.asc"))), Clock.systemUTC()))
                .encryptTo(recipient).passphrase(Passphrase.of("test")).build();
    }

    private void run(String form, Seal seal, int cases, Random random) throws IOException {
        makeStore(form, seal);
        for (int i = 0; i < cases; i++) {
            String object = List.copyOf(objects.keySet()).get(random.nextInt(objects.size()));
            String kind = KINDS.get(random.nextInt(10) < 5 ? 0 : random.nextInt(KINDS.size()));
            byte[] changed = changed(kind, object, random);
            if (changed != null && Arrays.equals(changed, objects.get(object))) {
                continue;
            }
            Path file = store.resolve(object);
            if (changed == null) {
                Files.delete(file);
            } else {
                Files.write(file, changed);
            }
            try {
                boolean detected = isDetected(object, form + " case " + i + ", " + kind + " of " + object, kind);
                counts.computeIfAbsent(form + " " + type(object) + " " + kind, key -> new int[2])[detected ? 0 : 1]++;
            } catch (AssertionError e) {
                failures.add(e.getMessage());
            }
            Files.write(file, objects.get(object));
        }
    }

    /** A full and an increment, and the same of another day under the same names. */
    private void makeStore(String form, Seal seal) throws IOException {
        objects.clear();
        otherDay.clear();
        for (int day = 0; day < 2; day++) {
            Path folder = Files.createDirectories(temp.resolve(form + day));
            store = folder.resolve("store");
            target = program.at("file://" + store, folder.resolve("archive")).sealedBy(seal).volumes(1).allowSourceMismatch();
            source = Files.createDirectories(folder.resolve("source"));
            Files.write(source.resolve("a"), noise(500 + day));
            Files.write(source.resolve("b"), noise(70_000 + day));
            Files.writeString(source.resolve("c"), "day " + day);
            target.time(TIME_0).backup(source).expectSuccess();
            first = TreeListing.of(source);
            Files.write(source.resolve("a"), noise(600 + day));
            Files.writeString(source.resolve("d"), "new on day " + day);
            target.time(TIME_1).backup(source).expectSuccess();
            second = TreeListing.of(source);
            protect();
            Files.writeString(store.resolve("bactrian-lease"), "Lease " + day + "\nRun 00112233445566778899aabbccddeeff\nHost h\n"
                    + "Process 1 1\nMachine m\nSeconds 60\n");
            read(day == 0 ? otherDay : objects);
        }
    }

    private void protect() {
        program.send("protect", new ProtectRequest(target.target(), TIME_1, true), target.seals()).expectSuccess();
    }

    private void read(Map<String, byte[]> into) throws IOException {
        try (Stream<Path> files = Files.list(store)) {
            for (Path file : files.toList()) {
                into.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
    }

    /** What the object is after the change; null if it is gone. */
    private byte[] changed(String kind, String object, Random random) {
        byte[] bytes = objects.get(object);
        switch (kind) {
            case "truncation":
                return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case "extension":
                byte[] longer = Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(2000));
                Arrays.fill(longer, bytes.length, longer.length, (byte) random.nextInt());
                return longer;
            case "swap":
                return List.copyOf(objects.values()).get(random.nextInt(objects.size()));
            case "replay":
                return otherDay.get(object);
            case "removal":
                return null;
            default:
                byte[] flipped = bytes.clone();
                if (flipped.length > 0) {
                    flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
                }
                return flipped;
        }
    }

    private static String type(String object) {
        return object.contains("manifest") ? "manifest" : object.contains("full-sig") ? "full signatures"
                : object.contains("signatures") ? "new signatures" : object.contains(".vol") ? "volume" : object.contains("lease") ? "lease" : "mark";
    }

    /** Restores or checks, and fails if a wrong file is delivered or the wrong object is named. @return false if the change meant nothing */
    private boolean isDetected(String object, String what, String kind) throws IOException {
        Path archive = temp.resolve("nothing-at-hand");
        restored = temp.resolve("restored");
        Backups stranger = program.at("file://" + store, archive).sealedBy(seal());
        try {
            if (type(object).endsWith("signatures")) {
                Program.Result check = program.send("check", new CheckRequest(stranger.target(), CheckRequest.Level.METADATA, 1, 1, false),
                        stranger.seals());
                assertThat(check.exitCode() == 0 || check.text().contains(object) || kind.equals("removal") && check.text().contains("lost its signatures")).as(what + ": " + check.text()).isTrue();
                assertThat(check.exitCode() != 0 || !kind.equals("swap") && !kind.equals("replay")).as(what).isTrue();
                return check.exitCode() != 0;
            }
            Program.Result result = stranger.restore(restored);
            if (result.exitCode() == 0) {
                requireState(result, object, what);
                return result.lines().stream().anyMatch(line -> line.contains(object) || line.contains("incomplete backup set"));
            }
            requireName(result, object, what);
            requireOnlyWholeFiles(what);
            return true;
        } finally {
            clean(archive);
            clean(restored);
        }
    }

    private Seal seal() {
        return target.seals().sealing();
    }

    /** All is there; without the manifest of the last set, what was before it, and that is said. */
    private void requireState(Program.Result result, String object, String what) throws IOException {
        TreeListing found = TreeListing.of(restored);
        if (!Files.exists(store.resolve(object)) && object.contains("inc.") && type(object).equals("manifest")) {
            assertThat(found.differencesFrom(first)).as(what).isEmpty();
            assertThat(result.text()).as(what).contains("incomplete backup set");
            return;
        }
        assertThat(found.differencesFrom(second)).as(what + ": " + result.text()).isEmpty();
    }

    /** The object, or what its manifest says of another object of the same set. */
    private static void requireName(Program.Result result, String object, String what) {
        String set = object.replaceFirst("\\.(manifest|vol\\d+).*", "");
        boolean allOfTheSet = type(object).equals("manifest");
        assertThat(result.failure()).as(what).isNotNull();
        assertThat(result.text()).as(what).contains(allOfTheSet ? set.replaceFirst("duplicity-(full|inc)\\.", "") : object);
        assertThat(result.failure().getMessage()).as(what).doesNotContain("Exception").doesNotContain("\tat ");
    }

    private void requireOnlyWholeFiles(String what) throws IOException {
        if (Files.exists(restored)) {
            List<String> wrong = TreeListing.of(restored).differencesFrom(second).stream()
                    .filter(line -> line.contains(": sha256 is") || line.contains(": size_or_dev is")
                            || line.startsWith("not expected")).toList();
            assertThat(wrong).as(what).isEmpty();
        }
    }

    private static void clean(Path folder) throws IOException {
        if (Files.exists(folder)) {
            TreeRemoval.of(folder);
        }
    }
}
