package org.bactrian.pgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.MemoryObject;
import org.bactrian.seal.Mixed;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.TreeRemoval;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys and signatures against the real gpg, both ways, for every kind of key it makes. */
@NeedsPeer("gpg")
class KeyModesIT {
    private static final String SECRET = "key secret";
    /** Name, primary key, subkey. */
    private static final List<String[]> KINDS = List.of(new String[] {"rsa", "RSA:2048", "RSA:2048"},
            new String[] {"dsa", "DSA:2048", "ELG:1024"},
            new String[] {"ed", "EDDSA:ed25519", "ECDH:cv25519"},
            new String[] {"nist", "ECDSA:nistp256", "ECDH:nistp256"},
            new String[] {"nist5", "ECDSA:nistp521", "ECDH:nistp384"},
            new String[] {"brain", "ECDSA:brainpoolP256r1", "ECDH:brainpoolP384r1"});
    private static Gpg gpg;
    private static Path folder;

    @BeforeAll
    static void makeKeys() throws Exception {
        folder = Files.createTempDirectory("pgp");
        gpg = new Gpg(folder);
        for (String[] kind : KINDS) {
            StringBuilder parameters = new StringBuilder();
            parameters.append(key("Key", kind[1])).append(key("Subkey", kind[2]));
            parameters.append("Name-Real: ").append(kind[0]).append("\nName-Email: ").append(kind[0])
                    .append("@example.org\nPassphrase: ").append(SECRET)
                    .append("\nExpire-Date: 0\n%commit\n");
            gpg.run(SECRET, parameters.toString().getBytes(), "--full-generate-key").expectOutput();
        }
    }

    private static String key(String role, String kind) {
        String[] parts = kind.split(":");
        String usage = parts[0].startsWith("EC") && parts[0].endsWith("H") || parts[0].equals("ELG")
                || role.equals("Subkey") ? "encrypt" : "sign";
        return role + "-Type: " + parts[0] + "\n" + role + (Character.isDigit(parts[1].charAt(0)) ? "-Length: "
                : "-Curve: ") + parts[1] + "\n" + role
                + "-Usage: " + usage + "\n";
    }

    @AfterAll
    static void stop() throws IOException {
        gpg.close();
        TreeRemoval.of(folder);
    }

    static Stream<String> kinds() {
        return KINDS.stream().map(kind -> kind[0] + "@example.org");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void gpgOpensOursAndBelievesTheSignature(String name) throws Exception {
        byte[] clear = Mixed.bytes(100_000, 1);
        PgpSeal seal = seal().encryptTo(name).signWith(name).build();
        MemoryObject object = MemoryObject.sealed(seal, clear);
        Gpg.Result result = gpg.run(SECRET, object.bytes(), "--decrypt");
        assertThat(result.expectOutput()).isEqualTo(clear);
        assertThat(result.log()).contains("Good signature").doesNotContain("WARNING: message was not integrity");
        assertThat(object.opened(seal().requireSigner(name).build())).isEqualTo(clear);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void weOpenGpgsAndBelieveTheSignature(String name) throws Exception {
        byte[] clear = Mixed.bytes(100_000, 2);
        for (String mode : List.of("--recipient", "--hidden-recipient")) {
            byte[] sealed = gpg.run(SECRET, clear, "--encrypt", "--sign", "--local-user", name, mode, name)
                    .expectOutput();
            MemoryObject object = new MemoryObject("from-gpg", sealed);
            assertThat(object.opened(seal().requireSigner(name).build())).isEqualTo(clear);
            assertThat(seal().build().signers(object)).singleElement().matches(Signer::isGood);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void exportedKeysServeAsWell(String name) throws Exception {
        byte[] secret = gpg.run(SECRET, new byte[0], "--armor", "--export-secret-keys", name).expectOutput();
        Keys keys = new Keys(List.of(new KeyFile(Files.write(folder.resolve(name), secret))), Clock.systemUTC());
        PgpSeal seal = PgpSeal.builder().keys(keys).encryptTo(name).signWith(name).passphrase(Passphrase.of(SECRET))
                .build();
        MemoryObject object = MemoryObject.sealed(seal, new byte[1000]);
        assertThat(object.opened(seal)).hasSize(1000);
        assertThat(gpg.run(SECRET, object.bytes(), "--decrypt").expectOutput()).hasSize(1000);
    }

    @Test
    void severalRecipientsHiddenOnesToo() throws Exception {
        PgpSeal seal = seal().encryptTo("rsa@example.org").encryptTo("ed@example.org")
                .hiddenEncryptTo("nist@example.org").build();
        MemoryObject object = MemoryObject.sealed(seal, new byte[1000]);
        assertThat(gpg.run(SECRET, object.bytes(), "--decrypt").expectOutput()).hasSize(1000);
        assertThat(KeySet.of(object)).isEqualTo(seal.keySet())
                .matches(keys -> keys.keyIds().size() == 2 && keys.hidden() == 1);
        for (String name : List.of("rsa@example.org", "ed@example.org", "nist@example.org")) {
            byte[] one = gpg.run(SECRET, new byte[0], "--export-secret-keys", name).expectOutput();
            Keys keys = new Keys(List.of(new KeyFile(name, one)), Clock.systemUTC());
            assertThat(object.opened(PgpSeal.builder().keys(keys).passphrase(Passphrase.of(SECRET)).build()))
                    .hasSize(1000);
        }
    }

    @Test
    void keysAndPassphrasesMixed() throws Exception {
        byte[] sealed = gpg.run(SECRET, new byte[1000], "--encrypt", "--symmetric", "--recipient", "rsa@example.org")
                .expectOutput();
        MemoryObject object = new MemoryObject("mixed", sealed);
        assertThat(object.opened(seal().build())).hasSize(1000);
        assertThat(object.opened(PgpSeal.builder().passphrase(Passphrase.of(SECRET)).build())).hasSize(1000);
        assertThat(KeySet.of(object)).hasToString("a passphrase and the key " + KeySet.of(object).keyIds().first());
    }

    @Test
    void signedWithAPassphraseMessage() throws Exception {
        PgpSeal seal = PgpSeal.builder().keys(home()).passphrase(Passphrase.of(SECRET)).signWith("ed@example.org")
                .build();
        Gpg.Result result = gpg.run(SECRET, MemoryObject.sealed(seal, new byte[1000]).bytes(), "--decrypt");
        assertThat(result.expectOutput()).hasSize(1000);
        assertThat(result.log()).contains("Good signature");
    }

    @Test
    void everySignatureDigest() throws Exception {
        for (String digest : List.of("SHA1", "RIPEMD160", "SHA224", "SHA256", "SHA384", "SHA512")) {
            byte[] sealed = gpg.run(SECRET, new byte[1000], "--allow-weak-digest-algos", "--digest-algo", digest,
                    "--encrypt", "--sign", "--local-user",
                    "rsa@example.org", "--recipient", "rsa@example.org").expectOutput();
            assertThat(new MemoryObject(digest, sealed).opened(seal().requireSigner("rsa@example.org").build()))
                    .hasSize(1000);
        }
    }

    @Test
    void signaturesOverTextAreBelieved() throws Exception {
        for (String text : List.of("", "one line", "two\nlines\n", "of both\r\nkinds\nand \rothers \t\n\n")) {
            byte[] sealed = gpg.run(SECRET, text.getBytes(), "--textmode", "--encrypt", "--sign", "--local-user", "rsa@example.org",
                    "--recipient", "rsa@example.org").expectOutput();
            MemoryObject object = new MemoryObject("text", sealed);
            assertThat(new String(object.opened(seal().requireSigner("rsa@example.org").build())).replace("\r\n", "\n"))
                    .as(text).isEqualTo(text.replace("\r\n", "\n"));
        }
    }

    @Test
    void anUnsignedOrOtherwiseSignedObjectIsNamed() throws Exception {
        MemoryObject unsigned = MemoryObject.sealed(seal().encryptTo("rsa@example.org").build(), new byte[10]);
        MemoryObject other = MemoryObject.sealed(seal().encryptTo("rsa@example.org").signWith("ed@example.org").build(),
                new byte[10]);
        PgpSeal strict = seal().requireSigner("rsa@example.org").build();
        for (MemoryObject object : List.of(unsigned, other)) {
            BactrianException e = catchThrowableOfType(BactrianException.class, () -> strict.open(object));
            assertThat(e).hasMessageStartingWith("object.gpg: is not signed by ");
            assertThat(e.kind()).isEqualTo(ErrorKind.WRONG_SIGNER);
        }
    }

    @Test
    void keysThatOnlyTheAgentHasAreUsedThroughGpg() throws Exception {
        // the agent keeps the passphrase now
        gpg.run(SECRET, new byte[10], "--sign", "--local-user", "ed@example.org").expectOutput();
        gpg.run(SECRET, gpg.run(SECRET, new byte[10], "--encrypt", "--recipient", "ed@example.org").expectOutput(),
                "--decrypt").expectOutput();
        PgpSeal seal = PgpSeal.builder().keys(home()).encryptTo("ed@example.org").signWith("ed@example.org")
                .requireSigner("ed@example.org").build();
        MemoryObject object = MemoryObject.sealed(seal, Mixed.bytes(300_000, 1));
        assertThat(object.opened(seal)).isEqualTo(Mixed.bytes(300_000, 1));
    }

    @Test
    void aWrongPassphraseOfAKeyIsNamed() throws Exception {
        MemoryObject object = MemoryObject.sealed(seal().encryptTo("rsa@example.org").build(), new byte[10]);
        PgpSeal wrong = PgpSeal.builder().keys(home()).passphrase(Passphrase.of("wrong")).signWith("rsa@example.org")
                .build();
        assertThatThrownBy(() -> wrong.open(object)).isInstanceOf(BactrianException.class)
                .hasMessageMatching("object.gpg: wrong passphrase for the secret key [0-9A-F]{16}");
        assertThatThrownBy(wrong::checkReady).hasMessageMatching("wrong passphrase for the secret key [0-9A-F]{16}");
    }

    @Test
    void unlockedKeysAreReadToo() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("plain"));
        try (Gpg plain = new Gpg(empty)) {
            plain.run("", new byte[0], "--quick-generate-key", "plain@example.org", "ed25519", "default", "never")
                    .expectOutput();
            String fingerprint = fingerprint(plain, "plain@example.org");
            plain.run("", new byte[0], "--quick-add-key", fingerprint, "cv25519", "encr", "never").expectOutput();
            Keys keys = new Keys(List.of(new GnupgHome(plain.home())), Clock.systemUTC());
            PgpSeal seal = PgpSeal.builder().keys(keys).encryptTo(fingerprint).signWith(fingerprint)
                    .requireSigner(fingerprint).build();
            assertThat(MemoryObject.sealed(seal, new byte[10]).opened(seal)).hasSize(10);
        }
    }

    @Test
    void expiredRevokedAndUselessKeysAreRefusedWithTheReason() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("bad"));
        try (Gpg bad = new Gpg(empty)) {
            bad.run("", new byte[0], "--faked-system-time", "20200101T000000", "--quick-generate-key",
                    "old@example.org", "rsa2048", "default", "2020-02-01")
                    .expectOutput();
            bad.run("", new byte[0], "--quick-generate-key", "signs@example.org", "ed25519", "sign", "never")
                    .expectOutput();
            bad.run("", new byte[0], "--quick-generate-key", "twice <twice@example.org>", "future-default", "default",
                    "never").expectOutput();
            bad.run("", new byte[0], "--quick-generate-key", "twice again <twice@example.org>", "future-default",
                    "default", "never").expectOutput();
            bad.run("", new byte[0], "--quick-generate-key", "gone@example.org", "future-default", "default", "never")
                    .expectOutput();
            Path revocation = bad.home().resolve("openpgp-revocs.d")
                    .resolve(fingerprint(bad, "gone@example.org") + ".rev");
            bad.run("", Files.readString(revocation).replace(":-----BEGIN", "-----BEGIN").getBytes(), "--import")
                    .expectOutput();
            Keys keys = new Keys(List.of(new GnupgHome(bad.home())), Clock.systemUTC());
            assertRefused(keys, "old@example.org", "expired on 2020-02-01");
            assertRefused(keys, "gone@example.org", "is revoked");
            assertRefused(keys, "signs@example.org", "has no key for encrypting");
            assertRefused(keys, "twice@example.org", "is ambiguous");
            assertRefused(keys, "nobody@example.org", "no public key 'nobody@example.org'");
        }
    }

    private static void assertRefused(Keys keys, String name, String reason) {
        BactrianException e = catchThrowableOfType(BactrianException.class, () -> PgpSeal.builder().keys(keys)
                .encryptTo(name).build());
        assertThat(e).hasMessageContaining(reason).hasMessageContaining(name);
        assertThat(e.kind()).isEqualTo(ErrorKind.USER_ERROR);
    }

    private static String fingerprint(Gpg from, String name) throws Exception {
        String listing = new String(from.run("", new byte[0], "--with-colons", "--list-keys", name).expectOutput());
        List<String> lines = new ArrayList<>(List.of(listing.split("\n")));
        return lines.stream().filter(line -> line.startsWith("fpr:")).findFirst().orElseThrow().split(":")[9];
    }

    private static PgpSealBuilder seal() {
        return PgpSeal.builder().keys(home()).passphrase(Passphrase.of(SECRET));
    }

    private static Keys home() {
        return new Keys(List.of(new GnupgHome(gpg.home())), Clock.systemUTC());
    }
}
