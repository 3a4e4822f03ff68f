package org.bactrian.pgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.error.BactrianException;
import org.bactrian.seal.MemoryObject;
import org.bactrian.seal.Mixed;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.TreeRemoval;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passphrase mode against the real gpg, both ways. */
@NeedsPeer("gpg")
class PassphraseModeIT {
    private static final String SECRET = "pässphrase with spaces";
    private static Gpg gpg;
    private static Path folder;

    private final PgpSeal seal = PgpSeal.builder().passphrase(Passphrase.of(SECRET)).build();

    @BeforeAll
    static void start() throws IOException {
        folder = Files.createTempDirectory("pgp");
        gpg = new Gpg(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        gpg.close();
        TreeRemoval.of(folder);
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void gpgOpensOurs(Compression compression) throws Exception {
        PgpSeal ours = PgpSeal.builder().passphrase(Passphrase.of(SECRET)).compression(compression).build();
        for (int length : new int[] {0, 1, 511, 512, 65_514, 65_536, 1_000_003}) {
            byte[] clear = Mixed.bytes(length, length);
            MemoryObject object = MemoryObject.sealed(ours, clear);
            Gpg.Result result = gpg.run(SECRET, object.bytes(), "--decrypt");
            assertThat(result.expectOutput()).as("%s bytes", length).isEqualTo(clear);
            assertThat(result.log()).contains("AES256").doesNotContain("WARNING");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 192, 256})
    void gpgOpensOursWithKeysOfAnyLength(int bits) throws Exception {
        for (boolean armored : new boolean[] {false, true}) {
            PgpSeal ours = PgpSeal.builder().passphrase(Passphrase.of(SECRET)).aes(bits).armored(armored).build();
            Gpg.Result result = gpg.run(SECRET, MemoryObject.sealed(ours, new byte[1000]).bytes(), "--decrypt");
            assertThat(result.expectOutput()).hasSize(1000);
            assertThat(result.log()).contains(bits == 128 ? "gpg: AES.CFB " : "gpg: AES" + bits + ".CFB ").doesNotContain("WARNING");
        }
    }

    static List<List<String>> whatGpgCanWrite() {
        List<List<String>> all = new ArrayList<>();
        for (String cipher : List.of("3DES", "IDEA", "CAST5", "BLOWFISH", "AES", "AES192", "AES256", "TWOFISH",
                "CAMELLIA128", "CAMELLIA192",
                "CAMELLIA256")) {
            all.add(List.of("--cipher-algo", cipher, "--force-mdc"));
        }
        for (String compression : List.of("none", "zip", "zlib", "bzip2")) {
            all.add(List.of("--compress-algo", compression));
        }
        for (String digest : List.of("MD5", "SHA1", "RIPEMD160", "SHA224", "SHA256", "SHA384", "SHA512")) {
            all.add(List.of("--s2k-digest-algo", digest, "--allow-weak-digest-algos"));
        }
        all.add(List.of("--s2k-mode", "0"));
        all.add(List.of("--s2k-mode", "1"));
        all.add(List.of("--s2k-count", "1024"));
        all.add(List.of("--s2k-cipher-algo", "AES192"));
        all.add(List.of("--armor"));
        all.add(List.of("--set-filename", "a name"));
        all.add(List.of("--openpgp"));
        return all;
    }

    @ParameterizedTest
    @MethodSource("whatGpgCanWrite")
    void weOpenGpgs(List<String> options) throws Exception {
        List<String> arguments = new ArrayList<>(options);
        arguments.add("--symmetric");
        for (int length : new int[] {0, 1, 70_000}) {
            byte[] clear = Mixed.bytes(length, length);
            byte[] sealed = gpg.run(SECRET, clear, arguments.toArray(new String[0])).expectOutput();
            assertThat(new MemoryObject("from-gpg", sealed).opened(seal)).as("%s bytes", length).isEqualTo(clear);
        }
    }

    @Test
    void weOpenFilesGpgKnewTheLengthOf() throws Exception {
        byte[] clear = Mixed.bytes(30_000, 1);
        Path file = Files.write(folder.resolve("clear"), clear);
        for (String compression : List.of("none", "zip")) {
            byte[] sealed = gpg.run(SECRET, new byte[0], "--compress-algo", compression, "-o", "-", "--symmetric",
                    file.toString()).expectOutput();
            assertThat(new MemoryObject("from-gpg", sealed).opened(seal)).isEqualTo(clear);
        }
    }

    @Test
    void unprotectedMessagesAreRefusedUnlessAllowed() throws Exception {
        byte[] clear = Mixed.bytes(3000, 1);
        for (String cipher : List.of("CAST5", "AES256")) {
            byte[] sealed = gpg.run(SECRET, clear, "--rfc2440", "--cipher-algo", cipher, "--symmetric").expectOutput();
            MemoryObject object = new MemoryObject("from-gpg", sealed);
            assertThatThrownBy(() -> object.opened(seal)).isInstanceOf(BactrianException.class)
                    .hasMessageContaining("no integrity protection");
            PgpSeal lax = PgpSeal.builder().passphrase(Passphrase.of(SECRET)).allowUnprotected(true).build();
            assertThat(object.opened(lax)).isEqualTo(clear);
        }
    }

    @Test
    void aWrongPassphraseIsSaidToBeOne() throws Exception {
        byte[] sealed = gpg.run("other", new byte[10], "--symmetric").expectOutput();
        assertThatThrownBy(() -> new MemoryObject("x.gpg", sealed).opened(seal)).isInstanceOf(BactrianException.class)
                .hasMessageStartingWith("x.gpg: wrong passphrase, or ");
    }
}
