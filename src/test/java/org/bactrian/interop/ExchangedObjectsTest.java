package org.bactrian.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bactrian.pgp.KeyFile;
import org.bactrian.pgp.Keys;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.request.BackupRequest;
import org.bactrian.request.BackupRequest.Mode;
import org.bactrian.request.CheckRequest;
import org.bactrian.request.ReadRequest;
import org.bactrian.seal.Seal;
import org.bactrian.testkit.Backups;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A store that gives an object of one set in the place of one of another set. Each is encrypted and signed by the key that is demanded,
 * and what it says was once true; so only what the manifests say of their sets can tell. A host with nothing at hand reads, and builds
 * on it.
 */
@Timeout(120)
class ExchangedObjectsTest extends BadInput {
    private static final Path GOLDEN = Path.of("src/test/resources/goldens/pubkey");
    private static final Instant[] DAYS = {TIME_0, TIME_1, TIME_1.plus(Duration.ofDays(1)), TIME_1.plus(Duration.ofDays(2))};
    private static final String[] SETS = {"full.20240101T000000Z", "inc.20240101T000000Z.to.20240102T000000Z", "full.20240103T000000Z",
        "inc.20240103T000000Z.to.20240104T000000Z"};

    private final List<String> failures = new ArrayList<>();
    private int hosts;
    private boolean demanding;

    enum Sealing {
        SIGNED, PASSPHRASE
    }

    private void store(Seal seal) throws IOException {
        target = target.sealedBy(seal);
        for (int day = 0; day < DAYS.length; day++) {
            // all days have the same names and sizes, so that nothing but the content tells them apart
            Files.write(source.resolve("b"), content(day));
            Files.setLastModifiedTime(source.resolve("b"), FileTime.from(DAYS[day]));
            target.time(DAYS[day]).backup(source, day % 2 == 0 ? Mode.FULL : Mode.INCREMENTAL).expectSuccess();
        }
    }

    private static byte[] content(int day) {
        byte[] bytes = new byte[300_000];
        new Random(day).nextBytes(bytes);
        return bytes;
    }

    private static Seal signed() throws IOException {
        String key = Files.readString(GOLDEN.resolve("key.txt")).lines().findFirst().orElseThrow().replace("fingerprint ", "");
        return PgpSeal.builder().keys(new Keys(List.of(new KeyFile(GOLDEN.resolve("secret-key.asc"))), Clock.systemUTC()))
                .encryptTo(key).signWith(key).requireSigner(key).passphrase(Passphrase.of("test")).build();
    }

    /** One with nothing at hand. */
    private Backups host() {
        Backups host = program.at("file://" + store, temp.resolve("host" + hosts++)).sealedBy(target.seals().sealing());
        return demanding ? host.demandingSigner() : host;
    }

    private void expect(String what, boolean holds, String said) {
        if (!holds) {
            failures.add(what + ": " + said);
        }
    }

    private void expectNamed(String what, Program.Result result, String named) {
        expect(what + ", exit " + result.exitCode(), result.exitCode() != 0 && result.text().contains(named), result.text());
    }

    @ParameterizedTest
    @EnumSource(Sealing.class)
    void exchangedObjectsAreNamed(Sealing sealing) throws IOException {
        demanding = sealing == Sealing.SIGNED;
        store(sealing == Sealing.SIGNED ? signed() : PgpSeal.builder().passphrase(Passphrase.of("secret")).build());
        everybodyFinds("signatures of another full", Map.of("full-signatures.20240103T000000Z.sigtar", "full-signatures.20240101T000000Z.sigtar"));
        everybodyFinds("signatures of another increment", Map.of("new-signatures.20240103T000000Z.to.20240104T000000Z.sigtar",
                "new-signatures.20240101T000000Z.to.20240102T000000Z.sigtar"));
        everybodyFinds("manifest of another increment", Map.of(SETS[3] + ".manifest", SETS[1] + ".manifest"));
        everybodyFinds("manifest of another full", Map.of(SETS[2] + ".manifest", SETS[0] + ".manifest"));
        everybodyFinds("manifest of another full, with its volume", Map.of(SETS[2] + ".manifest", SETS[0] + ".manifest",
                SETS[2] + ".vol1.difftar", SETS[0] + ".vol1.difftar"));
        everybodyFinds("a whole increment under a later time", Map.of(SETS[3] + ".manifest", SETS[1] + ".manifest",
                SETS[3] + ".vol1.difftar", SETS[1] + ".vol1.difftar", "new-signatures.20240103T000000Z.to.20240104T000000Z.sigtar",
                "new-signatures.20240101T000000Z.to.20240102T000000Z.sigtar"));
        assertThat(failures).isEmpty();
    }

    /** Data does not depend on signatures: with --ignore-errors a restore goes on, and then new ones are made of it. */
    @Test
    void dataIsHadInSpiteOfExchangedSignatures() throws IOException {
        store(PgpSeal.builder().passphrase(Passphrase.of("secret")).build());
        String signatures = "duplicity-full-signatures.20240103T000000Z.sigtar.gpg";
        Files.copy(store.resolve("duplicity-full-signatures.20240101T000000Z.sigtar.gpg"), store.resolve(signatures),
                StandardCopyOption.REPLACE_EXISTING);
        Backups host = host();
        Program.Result result = program.send("restore", new ReadRequest(host.target(), null, new byte[0], restored, ReadRequest.OwnerMode.NAMES,
                false, true, BackupRequest.SelectionOptions.EVERYTHING, List.of(), false), host.seals());
        assertThat(result.text()).contains("The signatures " + signatures + " are not those of their set");
        assertThat(restored.resolve("b")).hasBinaryContent(content(3));

        CheckRequest mending = new CheckRequest(host().force().target(), CheckRequest.Level.METADATA, 1, 1, false);
        assertThat(program.send("repair", mending, target.seals()).expectSuccess().text()).contains("mended store " + signatures);
        assertThat(host().verify("", source, false).expectSuccess().text()).contains("0 differences found");
    }

    /** As after signatures that come out otherwise than they were: the manifest is made to tell them. */
    @Test
    void aRepairTiesNewSignatures() throws IOException {
        target.time(TIME_0).backup(source).expectSuccess();
        Path manifest = store.resolve(FULL + "manifest");
        byte[] before = Files.readAllBytes(manifest);
        edit(manifest, bytes -> new String(bytes, StandardCharsets.ISO_8859_1).replaceFirst("SHA256 [0-9a-f]{8}", "SHA256 00000000")
                .getBytes(StandardCharsets.ISO_8859_1));
        Backups host = program.at("file://" + store, temp.resolve("fresh")).force();
        assertThat(host.verify("", source, false).text()).contains(FULL_SIGNATURES + " are not those of their set");
        CheckRequest mending = new CheckRequest(host.target(), CheckRequest.Level.METADATA, 1, 1, false);
        assertThat(program.send("repair", mending, host.seals()).expectSuccess().text()).contains("mended store " + FULL_SIGNATURES)
                .contains("mended store " + FULL + "manifest").contains("2 mended");
        assertThat(manifest).hasBinaryContent(before);
        host.verify("", source, false).expectSuccess();
    }

    /** @param exchanges the name after "duplicity-" of what is replaced, and of what is given in its place */
    private void everybodyFinds(String what, Map<String, String> exchanges) throws IOException {
        Map<Path, byte[]> before = new LinkedHashMap<>();
        for (String name : exchanges.keySet()) {
            Path file = store.resolve("duplicity-" + name + ".gpg");
            before.put(file, Files.readAllBytes(file));
        }
        for (Map.Entry<String, String> each : exchanges.entrySet()) {
            Files.copy(store.resolve("duplicity-" + each.getValue() + ".gpg"), store.resolve("duplicity-" + each.getKey() + ".gpg"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        boolean manifest = exchanges.keySet().stream().anyMatch(name -> name.endsWith("manifest"));
        String named = before.keySet().stream().map(file -> file.getFileName().toString())
                .filter(name -> name.contains(manifest ? "manifest" : "signatures")).findFirst().orElseThrow();
        int objects = objects().size();
        restored = temp.resolve("restored" + hosts);
        expectNamed(what + ", restore", host().restore(restored), named);
        expectNamed(what + ", verify", host().verify("", source, true), named);
        expectNamed(what + ", verify by signatures", host().verify("", source, false), named);
        expectNamed(what + ", increment", host().time(DAYS[3].plusSeconds(9999)).backup(source, Mode.INCREMENTAL), named);
        expectNamed(what + ", backup", host().time(DAYS[3].plusSeconds(9999)).backup(source), named);
        expectNamed(what + ", increment with sealed copies", host().keepingSealed().time(DAYS[3].plusSeconds(9999)).backup(source,
                Mode.INCREMENTAL), named);
        Backups checking = host();
        expectNamed(what + ", check", program.send("check", new CheckRequest(checking.target(), CheckRequest.Level.METADATA, 1, 1, false),
                checking.seals()), named);
        expect(what + ", nothing is written", objects().size() == objects, "");
        for (Map.Entry<Path, byte[]> each : before.entrySet()) {
            Files.write(each.getKey(), each.getValue());
        }
    }
}
