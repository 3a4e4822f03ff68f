package org.bactrian.pgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Date;
import java.util.Random;
import java.util.stream.Stream;
import org.bactrian.error.BactrianException;
import org.bactrian.seal.MemoryObject;
import org.bactrian.seal.Mixed;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPBEKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * AEAD, which we only read: packet 20 as newer GnuPG writes it, and version 2 of packet 18 (RFC 9580), made by
 * BouncyCastle.
 */
class AuthenticatedDataTest {
    private static final int SHA_256 = 8;
    private static final int SMALL_COUNT = 0x10;
    private static final int CHUNK = 64;
    private static final int TAG = 16;
    private static final PgpSeal SEAL = PgpSeal.builder().passphrase(Passphrase.of("test")).build();

    static Stream<Arguments> forms() {
        return Stream.of(false, true).flatMap(v6 -> Stream.of(7, 8, 9, 13)
                .flatMap(cipher -> Stream.of(1, 2, 3).map(mode -> Arguments.of(v6, cipher, mode))));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void isOpened(boolean v6, int cipher, int mode) throws Exception {
        for (int length : new int[] {0, 1, 5000}) {
            byte[] clear = Mixed.bytes(length, length);
            assertThat(new MemoryObject("x", seal(clear, v6, cipher, mode)).opened(SEAL)).isEqualTo(clear);
        }
    }

    @Test
    void changesAndTruncationsAreNoticedBeforeAnythingIsGivenOut() throws Exception {
        Random random = new Random(1);
        for (boolean v6 : new boolean[] {false, true}) {
            byte[] whole = seal(Mixed.bytes(500, 1), v6, 9, 2);
            for (int i = 0; i < whole.length; i += 3) {
                byte[] changed = whole.clone();
                changed[i] ^= (byte) (1 << random.nextInt(8));
                assertRefused(changed, (v6 ? "v6 changed " : "v5 changed ") + i);
                assertRefused(Arrays.copyOf(whole, i), (v6 ? "v6 cut " : "v5 cut ") + i + " of " + whole.length);
            }
        }
    }

    @Test
    void wholeChunksCutOffAreNoticed() throws Exception {
        for (boolean v6 : new boolean[] {false, true}) {
            int header = v6 ? 4 + 32 : 4 + 15;
            // with the literal packet's header, chunks are full
            byte[] sealed = seal(new byte[10 * CHUNK - 9], v6, 9, 2);
            Envelope envelope = Envelope.read(new ByteArrayInputStream(sealed));
            SessionKey key = new PassphraseKeys(Passphrase.of("test")).sessionKey(envelope.passphrases().get(0));
            byte[] body = envelope.data().body().readAllBytes();
            assertThat(body).as("ten full chunks").hasSize(header + 10 * (CHUNK + TAG) + TAG);
            assertThat(check(body, v6, key)).isEqualTo(10 * CHUNK);
            for (int kept = 0; kept < 10; kept++) {
                byte[] cut = Arrays.copyOf(body, header + kept * (CHUNK + TAG) + TAG);
                assertThatThrownBy(() -> check(cut, v6, key)).as("%s chunks", kept).isInstanceOf(IOException.class);
            }
        }
    }

    private static long check(byte[] body, boolean v6, SessionKey key) throws IOException {
        return new AeadData(v6 ? Packet.ENCRYPTED_PROTECTED : Packet.ENCRYPTED_AEAD,
                new ByteArrayInputStream(body, 1, body.length - 1)).check(key, Decoding.ONE_THREAD);
    }

    @Test
    void chunksThatWouldFillTheMemoryAreRefused() throws Exception {
        byte[] whole = seal(new byte[100], false, 9, 2);
        int data = new String(whole, "ISO-8859-1").indexOf("\u0001\u0009\u0002", 20);
        whole[data + 3] = 40;
        assertThatThrownBy(() -> SEAL.open(new MemoryObject("x", whole))).hasMessageContaining("chunk size 40");
    }

    @Test
    void aWrongPassphraseIsSaidToBeOne() throws Exception {
        PgpSeal other = PgpSeal.builder().passphrase(Passphrase.of("other")).build();
        byte[] whole = seal(new byte[100], false, 9, 2);
        assertThatThrownBy(() -> other.open(new MemoryObject("x", whole))).hasMessageStartingWith("x: wrong passphrase, or ");
    }

    private static void assertRefused(byte[] bytes, String what) {
        assertThat(catchThrowable(() -> SEAL.open(new MemoryObject("x", bytes)).close())).as(what)
                .isInstanceOf(BactrianException.class);
    }

    static byte[] seal(byte[] clear, boolean v6, int cipher, int mode) throws IOException {
        BcPGPDataEncryptorBuilder builder = new BcPGPDataEncryptorBuilder(cipher).setWithAEAD(mode, 6);
        PGPEncryptedDataGenerator generator = new PGPEncryptedDataGenerator(v6 ? builder.setUseV6AEAD()
                : builder.setUseV5AEAD());
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        try {
            generator.addMethod(new BcPBEKeyEncryptionMethodGenerator("test".toCharArray(),
                    new BcPGPDigestCalculatorProvider().get(SHA_256), SMALL_COUNT));
            try (OutputStream encrypted = generator.open(sealed, new byte[512]);
                    OutputStream literal = new PGPLiteralDataGenerator()
                            .open(encrypted, PGPLiteralData.BINARY, "", clear.length, new Date(0))) {
                literal.write(clear);
            }
        } catch (PGPException e) {
            throw new IOException(e);
        }
        return sealed.toByteArray();
    }
}
