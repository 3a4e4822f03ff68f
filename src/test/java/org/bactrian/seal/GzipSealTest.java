package org.bactrian.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.junit.jupiter.api.Test;

class GzipSealTest {
    private final Seal seal = new GzipSeal();

    @Property(tries = 40)
    void comesBackHereAndInTheJdk(@ForAll @IntRange(max = 400_000) int length, @ForAll long seed) throws IOException {
        byte[] clear = Mixed.bytes(length, seed);
        MemoryObject object = MemoryObject.sealed(seal, clear);
        assertThat(object.opened(seal)).isEqualTo(clear);
        assertThat(new GZIPInputStream(object.openStream()).readAllBytes()).isEqualTo(clear);
    }

    @Test
    void nothingIsAnEmptyMember() throws IOException {
        MemoryObject object = MemoryObject.sealed(seal, new byte[0]);
        assertThat(object.bytes()).hasSize(20);
        assertThat(object.opened(seal)).isEmpty();
    }

    @Test
    void severalMembersAreOneBody() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(jdk("one "));
        members.write(jdk(""));
        members.write(MemoryObject.sealed(seal, "two".getBytes()).bytes());
        assertThat(new MemoryObject("m.gz", members.toByteArray()).opened(seal)).asString().isEqualTo("one two");
    }

    @Test
    void largeMembersOfOursAndOthersAreOneBody() throws IOException {
        byte[] one = Mixed.bytes(2 * InflateSegment.CLEAR + 300_000, 3);
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            members.write(MemoryObject.sealed(seal, one).bytes());
            members.write(jdk("between"));
            clear.write(one);
            clear.write("between".getBytes());
        }
        assertThat(Arrays.equals(new MemoryObject("m.gz", members.toByteArray()).opened(seal), clear.toByteArray())).isTrue();
        members.write('x');
        assertDamaged(members.toByteArray());
    }

    @Test
    void damageInLargeMembersIsDamage() throws IOException {
        byte[] clear = Mixed.bytes(2 * InflateSegment.CLEAR + 300_000, 4);
        byte[] whole = MemoryObject.sealed(seal, clear).bytes();
        Random random = new Random(5);
        for (int i = 0; i < 30; i++) {
            byte[] flipped = whole.clone();
            flipped[10 + random.nextInt(whole.length - 10)] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(Arrays.equals(new MemoryObject("x.gz", flipped).opened(seal), clear)).isTrue();
            } catch (BactrianException e) {
                assertThat(e.kind()).isEqualTo(ErrorKind.SEAL_FAILED);
            }
            assertDamaged(Arrays.copyOf(whole, random.nextInt(whole.length)));
        }
    }

    @Test
    void headersWithEverythingAreRead() throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setFileName("a name");
        parameters.setComment("a comment");
        parameters.setHeaderCRC(true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GzipCompressorOutputStream out = new GzipCompressorOutputStream(bytes, parameters)) {
            out.write("text".getBytes());
        }
        assertThat(new MemoryObject("m.gz", bytes.toByteArray()).opened(seal)).asString().isEqualTo("text");
        byte[] damaged = bytes.toByteArray();
        damaged[12] ^= 1;
        assertDamaged(damaged);
    }

    @Test
    void everyTruncationIsDamage() throws IOException {
        byte[] whole = MemoryObject.sealed(seal, Mixed.bytes(3000, 1)).bytes();
        for (int length = 0; length < whole.length; length += 7) {
            assertDamaged(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void everyFlippedByteIsDamageOrHarmless() throws IOException {
        byte[] clear = Mixed.bytes(3000, 1);
        byte[] whole = MemoryObject.sealed(seal, clear).bytes();
        Random random = new Random(1);
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(new MemoryObject("x.gz", flipped).opened(seal)).isEqualTo(clear);
            } catch (BactrianException e) {
                assertThat(e.kind()).isEqualTo(ErrorKind.SEAL_FAILED);
            }
        }
    }

    @Test
    void whatFollowsTheLastMemberIsDamage() throws IOException {
        byte[] whole = MemoryObject.sealed(seal, new byte[100]).bytes();
        assertDamaged(Arrays.copyOf(whole, whole.length + 1));
    }

    @Test
    void troubleWithReadingIsNotDamage() {
        SealedInput failing = new SealedInput() {
            @Override
            public InputStream openStream() {
                return new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("disk");
                    }
                };
            }

            @Override
            public long length() {
                return 1;
            }

            @Override
            public String name() {
                return "x.gz";
            }
        };
        assertThatThrownBy(() -> seal.open(failing)).isInstanceOf(IOException.class).hasMessage("disk");
    }

    @Test
    void manifestsAreNotGzipped() {
        assertThat(seal.suffix()).isEqualTo(".gz");
        assertThat(seal.manifestSuffix()).isEmpty();
    }

    private void assertDamaged(byte[] bytes) {
        assertThatThrownBy(() -> new MemoryObject("duplicity-x.gz", bytes).opened(seal))
                .asInstanceOf(type(BactrianException.class))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.SEAL_FAILED))
                .satisfies(e -> assertThat(e).hasMessageContaining("duplicity-x.gz"));
    }

    private static byte[] jdk(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            new ByteArrayInputStream(text.getBytes()).transferTo(out);
        }
        return bytes.toByteArray();
    }
}
