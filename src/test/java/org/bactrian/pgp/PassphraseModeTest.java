package org.bactrian.pgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.MemoryObject;
import org.bactrian.seal.Mixed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PassphraseModeTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");
    private static final PgpSeal SEAL = with("test");
    private static final Map<Compression, PgpSeal> COMPRESSING = Stream.of(Compression.values())
            .collect(Collectors.toMap(each -> each,
            each -> PgpSeal.builder().passphrase(Passphrase.of("test")).compression(each).build()));

    @Property(tries = 40)
    void anyLengthComesBack(@ForAll @IntRange(max = 400_000) int length, @ForAll Compression compression,
            @ForAll long seed) throws IOException {
        byte[] clear = Mixed.bytes(length, seed);
        assertThat(MemoryObject.sealed(COMPRESSING.get(compression), clear).opened(SEAL)).isEqualTo(clear);
    }

    static Stream<Path> goldens() throws IOException {
        return Stream.of("symmetric", "names-short-enc").flatMap(chain ->
                list(GOLDENS.resolve(chain).resolve("remote")));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void everythingTheOriginalSealedOpens(Path file) throws IOException {
        byte[] clear = new MemoryObject(file.getFileName().toString(), Files.readAllBytes(file)).opened(SEAL);
        if (!new String(clear).startsWith("Hostname golden\n")) { // a manifest
            assertThat(new TarArchiveInputStream(new ByteArrayInputStream(clear)).getNextEntry()).isNotNull();
        }
    }

    @Test
    void equalContentsLookDifferent() throws IOException {
        byte[] one = MemoryObject.sealed(SEAL, new byte[1000]).bytes();
        byte[] two = MemoryObject.sealed(SEAL, new byte[1000]).bytes();
        assertThat(Arrays.copyOfRange(one, 20, 36)).isNotEqualTo(Arrays.copyOfRange(two, 20, 36));
    }

    @Test
    void aWrongPassphraseIsToldFromDamage() throws IOException {
        MemoryObject object = MemoryObject.sealed(SEAL, new byte[100_000]);
        assertFails(object, with("Test")).hasMessage("object.gpg: wrong passphrase, or its first bytes are damaged");
        byte[] damaged = object.bytes().clone();
        damaged[damaged.length / 2] ^= 1;
        assertFails(new MemoryObject("object.gpg", damaged), SEAL).hasMessageContaining("MDC differs");
    }

    @Test
    void aChangeAnywhereIsNoticedBeforeAnythingIsGivenOut() throws IOException {
        byte[] clear = Mixed.bytes(3000, 1);
        byte[] whole = MemoryObject.sealed(SEAL, clear).bytes();
        Random random = new Random(1);
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> SEAL.open(new MemoryObject("x", changed)).close()).as("byte %s", i)
                    .isInstanceOf(BactrianException.class);
        }
    }

    @Test
    void aChangeInALargeMessageIsNoticedBeforeAnythingIsGivenOut() throws IOException {
        byte[] whole = MemoryObject.sealed(SEAL, Mixed.bytes(1_000_000, 1)).bytes();
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> SEAL.open(new MemoryObject("x", changed)).close())
                    .isInstanceOf(BactrianException.class);
        }
    }

    @Test
    void everyTruncationIsNoticed() throws IOException {
        byte[] whole = MemoryObject.sealed(SEAL, Mixed.bytes(2000, 1)).bytes();
        for (int length = 0; length < whole.length; length++) {
            assertFails(new MemoryObject("x", Arrays.copyOf(whole, length)), SEAL);
        }
    }

    @Test
    void whatFollowsTheMessageIsRefused() throws IOException {
        byte[] whole = MemoryObject.sealed(SEAL, new byte[10]).bytes();
        for (byte[] more : new byte[][] {{0}, {'x', 'y'}, whole}) {
            ByteArrayOutputStream both = new ByteArrayOutputStream();
            both.write(whole);
            both.write(more);
            assertFails(new MemoryObject("x", both.toByteArray()), SEAL);
        }
    }

    @Test
    void aBombIsGivenOutInPiecesAndFillsNoMemory() throws IOException {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        long length = 300L << 20;
        try (OutputStream out = SEAL.seal(sealed)) {
            byte[] zeros = new byte[1 << 20];
            for (long written = 0; written < length; written += zeros.length) {
                out.write(zeros);
            }
        }
        assertThat(sealed.size()).isLessThan(1 << 20);
        try (InputStream in = SEAL.open(new MemoryObject("bomb", sealed.toByteArray()))) {
            assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(length);
        }
    }

    @Test
    void onlyEncryptedMessagesAreOpened() {
        byte[] literal = {(byte) 0xCB, 7, 'b', 0, 0, 0, 0, 0, 'x'};
        assertFails(new MemoryObject("x", literal), SEAL).hasMessageContaining("not encrypted");
        assertFails(new MemoryObject("x", "just text".getBytes()), SEAL).hasMessageContaining("not OpenPGP");
        assertFails(new MemoryObject("x", new byte[0]), SEAL).hasMessageContaining("empty");
    }

    /** RFC 9580, 5.3.1 and 3.7.1.4: packet 3, version 4, AES-256, S2K 4, salt, 1 pass, 4 lanes, 2^21 KiB. */
    @Test
    void argon2IsRefusedByName() {
        byte[] message = new byte[2 + 22 + 10];
        System.arraycopy(new byte[] {(byte) 0xC3, 22, 4, 9, 4}, 0, message, 0, 5);
        System.arraycopy(new byte[] {1, 4, 21, (byte) 0xD2, 8, 1}, 0, message, 21, 6);
        assertFails(new MemoryObject("x", message), SEAL).hasMessageContaining("x: ").hasMessageContaining("Argon2");
    }

    @Test
    void secretsDoNotShow() {
        assertThat(Passphrase.of("test")).asString().doesNotContain("test");
        assertThat(SEAL.toString()).doesNotContain("test");
        Passphrase wiped = Passphrase.of("test");
        wiped.close();
        assertThatThrownBy(wiped::bytes).isInstanceOf(IllegalStateException.class);
    }

    private static AbstractThrowableAssert<?, BactrianException> assertFails(MemoryObject object, PgpSeal seal) {
        BactrianException failure = catchThrowableOfType(BactrianException.class, () -> seal.open(object).close());
        return assertThat(failure).isNotNull().satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.SEAL_FAILED));
    }

    private static PgpSeal with(String passphrase) {
        return PgpSeal.builder().passphrase(Passphrase.of(passphrase)).build();
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
