package org.bactrian.pgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.MemoryObject;
import org.bactrian.seal.Mixed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and signatures with the golden chains' key: RSA 2048 to sign and a subkey to encrypt. */
class KeyModesTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");
    private static final String FINGERPRINT = "434E2BBAE6884F379F750C1907AB00397A5D3DB4";
    private static final Keys SECRET = keys("secret-key.asc");
    private static final Keys PUBLIC = keys("public-key.asc");
    private static final PgpSeal SEAL = with(SECRET).encryptTo(FINGERPRINT).signWith(FINGERPRINT)
            .requireSigner(FINGERPRINT).build();

    static Stream<Path> signed() {
        return list(GOLDENS.resolve("pubkey/remote"));
    }

    static Stream<Path> hidden() {
        return list(GOLDENS.resolve("hidden/remote"));
    }

    @ParameterizedTest
    @MethodSource("signed")
    void everythingTheOriginalSignedOpensWithItsSignatureDemanded(Path file) throws IOException {
        MemoryObject object = new MemoryObject(file.getFileName().toString(), Files.readAllBytes(file));
        assertIsBackup(object.opened(SEAL));
        assertThat(SEAL.signers(object)).singleElement().satisfies(signer -> {
            assertThat(signer.isGood()).isTrue();
            assertThat(signer.fingerprint()).isEqualTo(FINGERPRINT);
            assertThat(signer.keyId()).isEqualTo("07AB00397A5D3DB4");
        });
        assertThat(KeySet.of(object)).isEqualTo(SEAL.keySet());
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void everythingTheOriginalSealedForAHiddenKeyOpens(Path file) throws IOException {
        MemoryObject object = new MemoryObject(file.getFileName().toString(), Files.readAllBytes(file));
        assertIsBackup(object.opened(with(SECRET).build()));
        assertThat(KeySet.of(object)).hasToString("1 hidden key")
                .isEqualTo(with(PUBLIC).hiddenEncryptTo(FINGERPRINT).build().keySet());
        assertThat(catchThrowableOfType(BactrianException.class, () -> SEAL.open(object)))
                .hasMessageEndingWith("is not signed by " + FINGERPRINT + ": it is not signed at all")
                .matches(e -> e.kind() == ErrorKind.WRONG_SIGNER);
    }

    /** Volumes are opened by several threads, and BouncyCastle's signatures keep state while they are verified. */
    @Test
    void aCertificateIsTheSameToManyThreads() {
        KeyName name = KeyName.of(FINGERPRINT);
        long wrong = IntStream.range(0, 2_000).parallel()
                .filter(i -> PUBLIC.matching(name).get(0).whyNotSigner(0x07AB00397A5D3DB4L, Instant.now()) != null).count();
        assertThat(wrong).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {FINGERPRINT, "07AB00397A5D3DB4", "0x07ab00397a5d3db4", "7A5D3DB4", "golden"})
    void aKeyIsFoundByItsNames(String name) {
        assertThat(with(PUBLIC).encryptTo(name).build().keySet()).isEqualTo(SEAL.keySet());
    }

    /** The certificate of RFC 9580, A.3. */
    @Test
    void aKeyOfALaterVersionIsRefusedWithTheReason(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("v6.asc"), """
                -----BEGIN PGP PUBLIC KEY BLOCK-----

                xioGY4d/4xsAAAAg+U2nu0jWCmHlZ3BqZYfQMxmZu52JGggkLq2EVD34laPCsQYf
                GwoAAABCBYJjh3/jAwsJBwUVCg4IDAIWAAKbAwIeCSIhBssYbE8GCaaX5NUt+mxy
                KwwfHifBilZwj2Ul7Ce62azJBScJAgcCAAAAAK0oIBA+LX0ifsDm185Ecds2v8lw
                gyU2kCcUmKfvBXbAf6rhRYWzuQOwEn7E/aLwIwRaLsdry0+VcallHhSu4RN6HWaE
                QsiPlR4zxP/TP7mhfVEe7XWPxtnMUMtf15OyA51YBM4qBmOHf+MZAAAAIIaTJINn
                +eUBXbki+PSAld2nhJh/LVmFsS+60WyvXkQ1wpsGGBsKAAAALAWCY4d/4wKbDCIh
                BssYbE8GCaaX5NUt+mxyKwwfHifBilZwj2Ul7Ce62azJAAAAAAQBIKbpGG2dWTX8
                j+VjFM21J0hqWlEg+bdiojWnKfA5AQpWUWtnNwDEM0g12vYxoWM8Y81W+bHBw805
                I8kWVkXU6vFOi+HWvv/ira7ofJu16NnoUkhclkUrk0mXubZvyl4GBg==
                -----END PGP PUBLIC KEY BLOCK-----
                """);
        Keys keys = new Keys(List.of(new KeyFile(file)), Clock.systemUTC());
        assertThatThrownBy(() -> PgpSeal.builder().keys(keys)
                .encryptTo("CB186C4F0609A697E4D52DFA6C722B0C1F1E27C18A56708F6525EC27BAD9ACC9").build())
                .hasMessageContaining("version 6");
    }

    @Test
    void theSubkeyIsFoundToo() {
        String subkey = SEAL.keySet().keyIds().first();
        assertThat(with(PUBLIC).encryptTo(subkey).build().keySet()).isEqualTo(SEAL.keySet());
        assertThat(with(PUBLIC).encryptTo(subkey + "!").build().keySet()).isEqualTo(SEAL.keySet());
        assertThatThrownBy(() -> with(PUBLIC).encryptTo(FINGERPRINT + "!").build())
                .hasMessageContaining("has no key for encrypting");
    }

    @Test
    void signedAndEncryptedComesBack() throws IOException {
        for (int length : new int[] {0, 1, 1_000_000}) {
            byte[] clear = Mixed.bytes(length, length);
            assertThat(MemoryObject.sealed(SEAL, clear).opened(SEAL)).isEqualTo(clear);
        }
    }

    @Test
    void aHostWithThePublicKeyOnlyCanSealButNotOpenOrSign() throws IOException {
        PgpSeal seal = PgpSeal.builder().keys(PUBLIC).encryptTo(FINGERPRINT).build();
        MemoryObject object = MemoryObject.sealed(seal, new byte[10]);
        assertThat(object.opened(with(SECRET).build())).hasSize(10);
        assertThatThrownBy(() -> seal.open(object)).hasMessage("object.gpg: is encrypted for the key " + seal.keySet()
                .keyIds().first()
                + ", and there is no such secret key here");
        assertThatThrownBy(() -> PgpSeal.builder().keys(PUBLIC).encryptTo(FINGERPRINT).signWith(FINGERPRINT).build())
                .hasMessageContaining("has no secret key here");
    }

    @Test
    void theKeysOfAChainAreComparedWithoutOpeningIt() throws IOException {
        MemoryObject withPassphrase = new MemoryObject("m",
                Files.readAllBytes(list(GOLDENS.resolve("symmetric/remote")).findFirst().orElseThrow()));
        assertThat(KeySet.of(withPassphrase)).isNotEqualTo(SEAL.keySet()).hasToString("a passphrase")
                .isEqualTo(PgpSeal.builder().passphrase(Passphrase.of("x")).build().keySet());
        assertThat(SEAL.keySet().toString()).matches("the key [0-9A-F]{16}");
    }

    @Test
    void aWrongPassphraseOfTheKeyIsNamed() throws IOException {
        MemoryObject object = MemoryObject.sealed(SEAL, new byte[10]);
        PgpSeal wrong = PgpSeal.builder().keys(SECRET).passphrase(Passphrase.of("wrong")).encryptTo(FINGERPRINT)
                .signWith(FINGERPRINT).build();
        assertThatThrownBy(() -> wrong.open(object))
                .hasMessageStartingWith("object.gpg: wrong passphrase for the secret key ");
        assertThatThrownBy(wrong::checkReady)
                .hasMessageStartingWith("wrong passphrase for the secret key 07AB00397A5D3DB4");
        SEAL.checkReady();
    }

    @Test
    void aForgedContentDoesNotPassAsSigned() throws IOException {
        PgpSeal unsigned = with(SECRET).encryptTo(FINGERPRINT).compression(Compression.NONE).build();
        assertThatThrownBy(() -> SEAL.open(MemoryObject.sealed(unsigned, new byte[10])))
                .hasMessageContaining("not signed at all");
    }

    @Test
    void changesAnywhereAreNoticed() throws IOException {
        byte[] whole = MemoryObject.sealed(SEAL, Mixed.bytes(3000, 1)).bytes();
        Random random = new Random(1);
        for (int i = 0; i < whole.length; i += 11) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> SEAL.open(new MemoryObject("x", changed)).close()).as("byte %s", i)
                    .isInstanceOf(BactrianException.class);
        }
    }

    @Test
    void armorAndFileNamesAreWrittenAndRead() throws IOException {
        PgpSeal armored = with(SECRET).encryptTo(FINGERPRINT).armored(true).fileName("ä name").build();
        MemoryObject object = MemoryObject.sealed(armored, new byte[100_000]);
        assertThat(new String(object.bytes())).startsWith("-----BEGIN PGP MESSAGE-----")
                .endsWith("-----END PGP MESSAGE-----\n");
        assertThat(object.opened(with(SECRET).build())).hasSize(100_000);
    }

    @Test
    void unreadableKeyFilesAreNamed(@TempDir Path folder) throws IOException {
        Path damaged = Files.write(folder.resolve("key.asc"),
                Arrays.copyOf(Files.readAllBytes(GOLDENS.resolve("pubkey/public-key.asc")), 500));
        Path text = Files.writeString(folder.resolve("text"), "no key\n");
        for (Path file : List.of(damaged, text, folder.resolve("missing"))) {
            Keys keys = new Keys(List.of(new KeyFile(file)), Clock.systemUTC());
            assertThatThrownBy(() -> PgpSeal.builder().keys(keys).encryptTo("x").build())
                    .isInstanceOf(BactrianException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    private static void assertIsBackup(byte[] clear) throws IOException {
        if (!new String(clear).startsWith("Hostname golden\n")) { // a manifest
            assertThat(new TarArchiveInputStream(new ByteArrayInputStream(clear)).getNextEntry()).isNotNull();
        }
    }

    private static PgpSealBuilder with(Keys keys) {
        return PgpSeal.builder().keys(keys).passphrase(Passphrase.of("test"));
    }

    private static Keys keys(String file) {
        return new Keys(List.of(new KeyFile(GOLDENS.resolve("pubkey").resolve(file))), Clock.systemUTC());
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
