package org.bactrian.rsync;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SignatureWriterTest {
    @Example
    void exampleOfTheSpecification() throws IOException {
        assertThat(hex("hello\n", SignatureFormat.md4(512)))
                .isEqualTo("72730136" + "00000200" + "00000008" + "0ad002d8" + "63481c78ae04c201");
    }

    @Example
    void anEmptyFileIsTheHeaderAlone() throws IOException {
        assertThat(hex("", SignatureFormat.blake2b(2048))).isEqualTo("72730147" + "00000800" + "00000020");
    }

    @Property(tries = 200, seed = "1")
    void piecesOfAnySizeGiveTheSameSignature(@ForAll SignatureMagic magic, @ForAll @IntRange(max = 5000) int size,
            @ForAll @IntRange(min = 1, max = 700) int blockLength, @ForAll @IntRange(min = 1, max = 16) int strongLength,
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 2000) Integer> pieces) throws IOException {
        SignatureFormat format = new SignatureFormat(magic, blockLength, strongLength);
        byte[] data = Bytes.random(size, size);
        ByteArrayOutputStream signature = new ByteArrayOutputStream();
        SignatureWriter writer = new SignatureWriter(signature, format);
        for (int at = 0, i = 0; at < size; i++) {
            int count = Math.min(size - at, pieces.get(i % pieces.size()));
            writer.write(data, at, count);
            at += count;
        }
        writer.finish();
        assertThat(signature.toByteArray()).isEqualTo(byDefinition(data, format));
        assertThat(format.signatureLength(size)).isEqualTo(signature.size());
    }

    /** Threads that come at once, late, never and too late; pieces of the length that was announced, and others. */
    @Property(tries = 100, seed = "1")
    void whoeverHelpsTheSignatureIsTheSame(@ForAll @IntRange(max = 60_000) int size, @ForAll @IntRange(min = 1, max = 90) int blockLength,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 16_000) Integer> pieces, @ForAll @IntRange(max = 3) int most)
            throws IOException {
        SignatureFormat format = SignatureFormat.md4(blockLength);
        byte[] data = Bytes.random(size, size);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        List<Runnable> late = new ArrayList<>();
        try {
            for (Executor helpers : List.<Executor>of(pool, Runnable::run, task -> { }, late::add)) {
                ByteArrayOutputStream signature = new ByteArrayOutputStream();
                SignatureWriter writer = new SignatureWriter(signature, format);
                writer.sumWith(helpers, most, 8_000);
                for (int at = 0, i = 0; at < size; i++) {
                    byte[] piece = Arrays.copyOfRange(data, at, at + Math.min(size - at, pieces.get(i % pieces.size())));
                    writer.begin(piece, 0, piece.length);
                    writer.complete();
                    Arrays.fill(piece, (byte) 0);
                    late.forEach(Runnable::run);
                    at += piece.length;
                }
                writer.finish();
                assertThat(signature.toByteArray()).isEqualTo(byDefinition(data, format));
            }
        } finally {
            pool.shutdown();
        }
    }

    @Example
    void finishingTwiceAddsNothing() throws IOException {
        ByteArrayOutputStream signature = new ByteArrayOutputStream();
        SignatureWriter writer = new SignatureWriter(signature, SignatureFormat.md4(512));
        writer.write(new byte[] {1}, 0, 1);
        writer.finish();
        int size = signature.size();
        writer.finish();
        assertThat(signature.size()).isEqualTo(size);
    }

    @Example
    void formatsOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> SignatureFormat.md4(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignatureFormat.md4(SignatureFormat.MAX_BLOCK_LENGTH + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SignatureFormat(SignatureMagic.ROLLSUM_MD4, 512, 17))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SignatureFormat(SignatureMagic.ROLLSUM_BLAKE2B, 512, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String hex(String text, SignatureFormat format) throws IOException {
        return HexFormat.of().formatHex(Bytes.signature(text.getBytes(US_ASCII), format));
    }

    /** Header and blocks one after the other, as spec 4.2 has them. */
    private static byte[] byDefinition(byte[] data, SignatureFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] number = new byte[4];
        for (int value : new int[] {format.magic().number(), format.blockLength(), format.strongLength()}) {
            BigEndian.putInt(number, 0, value);
            out.writeBytes(number);
        }
        byte[] sum = new byte[format.magic().strongLength()];
        for (int at = 0; at < data.length; at += format.blockLength()) {
            int count = Math.min(format.blockLength(), data.length - at);
            BigEndian.putInt(number, 0, format.magic().weakSum().of(data, at, count));
            out.writeBytes(number);
            format.magic().newStrongSum().sum(data, at, count, sum);
            out.writeBytes(Arrays.copyOf(sum, format.strongLength()));
        }
        return out.toByteArray();
    }
}
