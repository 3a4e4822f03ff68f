package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bactrian.pgp.KeyFile;
import org.bactrian.pgp.Keys;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.seal.GzipSeal;
import org.bactrian.seal.PlainSeal;
import org.bactrian.seal.Seal;
import org.bactrian.seal.Spool;
import org.bactrian.testkit.Program;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code --sign-key} every object that is read must be signed by that key, whatever somebody puts on the store instead. */
@Timeout(120)
class SignedStoreTest {
    private static final String SECRET_KEY = "src/test/resources/goldens/pubkey/secret-key.asc";
    private static final String KEY = "434E2BBAE6884F379F750C1907AB00397A5D3DB4";
    private static final String[] SIGNED = {"--key-file", SECRET_KEY, "--sign-key", KEY};

    private static final Map<String, String> SECRETS = Map.of("PASSPHRASE", "test", "SIGN_PASSPHRASE", "test");

    private static Program program;

    @TempDir
    Path folder;
    private Session session;
    private String url;

    @BeforeAll
    static void start() {
        program = Program.start();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @BeforeEach
    void signedBackup() throws IOException {
        session = new Session(folder);
        session.on(program);
        session.environment.putAll(SECRETS);
        url = "file://" + folder.resolve("store");
        run(SIGNED, session.source.toString(), url);
    }

    private void run(String[] options, String... words) {
        int exit = session.run(Session.with(options, Session.with(words, "--archive-dir", folder.resolve("archive").toString())));
        assertThat(exit).as(session.err).isZero();
    }

    private int exit(String[] options, String... words) {
        return session.run(Session.with(options, Session.with(words, "--archive-dir", folder.resolve("archive").toString())));
    }

    @Test
    void whatIsSignedIsRead() {
        run(SIGNED, "verify", "--compare-data", url, session.source.toString());
        run(SIGNED, "restore", url, folder.resolve("restored").toString());
        run(SIGNED, "list-current-files", url);
    }

    @ParameterizedTest
    @ValueSource(strings = {".manifest", ".sigtar", ".difftar"})
    void anObjectWithoutTheSignatureIsNamedThoughTheArchiveDirectoryHasCopies(String kind) throws IOException {
        Path object = object(kind);
        Path kept = Files.copy(object, folder.resolve("kept"));
        byte[] clear = clear(object);
        // stripped: the same, encrypted with the same passphrase, not signed
        replace(object, clear, PgpSeal.builder().passphrase(Passphrase.of("test")).build());
        if (kind.equals(".difftar")) {
            claim(object); // else the hash in the manifest tells already
        }
        assertRefused(object.getFileName().toString());
        run(new String[0], "restore", url, folder.resolve("lax").toString()); // nobody demands it here
        if (kind.equals(".difftar")) {
            return;
        }
        Files.delete(object);
        Path plain = object.resolveSibling(object.getFileName().toString().replace(".gpg", kind.equals(".manifest") ? "" : ".gz"));
        replace(plain, clear, kind.equals(".manifest") ? new PlainSeal() : new GzipSeal());
        assertRefused(plain.getFileName().toString());
        Files.delete(plain);
        Files.move(kept, object);
        run(SIGNED, "restore", url, folder.resolve("whole").toString());
    }

    @Test
    @EffectOf("--sign-key")
    void anotherSignersObjectIsRefused() throws IOException {
        Path manifest = object(".manifest");
        byte[] clear = clear(manifest);
        Path other = Path.of("src/test/resources/pgp/other-secret-key.asc");
        replace(manifest, clear, signing(other, "other"));
        assertRefused(manifest.getFileName().toString());
        assertThat(exit(new String[] {"--key-file", SECRET_KEY, "--key-file", other.toString(), "--sign-key", KEY}, "verify", url,
                session.source.toString())).isEqualTo(22);
        assertThat(session.err).contains("it is signed by ");
    }

    @Test
    void theStatusForProgramsSaysWhoSigned() throws IOException {
        String[] json = {"collection-status", "--json", url};
        session.environment.keySet().removeAll(SECRETS.keySet());
        assertSigned(json, "signed", KEY); // noted when it was stored
        Files.delete(folder.resolve("archive").resolve(archiveName()).resolve("bactrian-signers"));
        assertSigned(json, "unknown", null);
        session.environment.put("PASSPHRASE", "test");
        assertSigned(Session.with(new String[] {"--gnupg-home", folder.toString()}, json), "unverified", "07AB00397A5D3DB4");
        assertSigned(Session.with(new String[] {"--key-file", SECRET_KEY}, json), "signed", KEY);
        session.environment.keySet().removeAll(SECRETS.keySet());
        assertSigned(json, "signed", KEY);
        assertThat(session.terminal.shown).isEmpty();
        replace(object(".manifest"), clear(object(".manifest")), PgpSeal.builder().passphrase(Passphrase.of("test")).build());
        assertSigned(json, "unknown", null); // another object now
        session.environment.put("PASSPHRASE", "test");
        assertSigned(json, "unsigned", null);
    }

    /** Signs a manifest that has the hash of a volume as it is. */
    private void claim(Path volume) throws IOException {
        String hash = HexFormat.of().formatHex(sha1(Files.readAllBytes(volume)));
        String manifest = new String(clear(object(".manifest")), StandardCharsets.ISO_8859_1);
        replace(object(".manifest"), manifest.replaceAll("SHA1 [0-9a-f]{40}", "SHA1 " + hash).getBytes(StandardCharsets.ISO_8859_1),
                signing(Path.of(SECRET_KEY), KEY));
    }

    private static byte[] sha1(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Seal signing(Path keyFile, String key) {
        return PgpSeal.builder().keys(new Keys(List.of(new KeyFile(keyFile)), Clock.systemUTC())).passphrase(Passphrase.of("test"))
                .signWith(key).build();
    }

    private void assertSigned(String[] command, String state, String by) throws IOException {
        run(command);
        JsonNode signed = new ObjectMapper().readTree(session.said.lines().get(session.said.lines().size() - 1)).findValue("signed");
        assertThat(signed.at("/state").asText()).as(session.said.text()).isEqualTo(state);
        assertThat(signed.at("/by/0").asText()).isEqualTo(by == null ? "" : by);
        assertThat(signed.at("/reason").isNull()).isEqualTo(state.equals("signed") || state.equals("unsigned"));
    }

    private void assertRefused(String object) {
        List<String[]> commands = List.of(new String[] {"restore", url, folder.resolve("nothing").toString()},
                new String[] {"verify", url, session.source.toString()});
        for (String[] command : commands) {
            assertThat(exit(SIGNED, command)).as(command[0] + ": " + session.err).isEqualTo(22);
            assertThat(session.err).contains(object).contains("is not signed by");
            assertThat(folder.resolve("nothing/file")).doesNotExist();
        }
    }

    private String archiveName() throws IOException {
        try (Stream<Path> names = Files.list(folder.resolve("archive"))) {
            return names.findFirst().orElseThrow().getFileName().toString();
        }
    }

    private Path object(String kind) throws IOException {
        try (Stream<Path> objects = Files.list(folder.resolve("store"))) {
            return objects.filter(each -> each.getFileName().toString().contains(kind)).findFirst().orElseThrow();
        }
    }

    private static byte[] clear(Path object) throws IOException {
        Seal seal = PgpSeal.builder().passphrase(Passphrase.of("test")).build();
        try (Spool sealed = Spool.of(Files.newInputStream(object), "x", object.getParent())) {
            return seal.open(sealed).readAllBytes();
        }
    }

    private static void replace(Path object, byte[] clear, Seal seal) throws IOException {
        Path made = object.resolveSibling("made");
        try (OutputStream file = Files.newOutputStream(made)) {
            try (OutputStream out = seal.seal(file)) {
                out.write(clear);
            }
        }
        Files.move(made, object, StandardCopyOption.REPLACE_EXISTING);
    }
}
