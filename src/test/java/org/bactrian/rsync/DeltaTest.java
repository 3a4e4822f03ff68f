package org.bactrian.rsync;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.ByteRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Deltas: the bytes of spec 4.3, what they cost, and that patching gives the new file again. */
class DeltaTest {
    private static final SignatureFormat FORMAT = SignatureFormat.md4(512);

    @Example
    void examplesOfTheSpecification() throws IOException {
        byte[] hello = "hello\n".getBytes(US_ASCII);
        assertThat(hexDelta(hello, hello)).isEqualTo("72730236" + "45" + "00" + "06" + "00");
        assertThat(hexDelta(hello, new byte[0])).isEqualTo("72730236" + "00");
        assertThat(hexDelta(new byte[0], "abc".getBytes(US_ASCII))).isEqualTo("72730236" + "03" + "616263" + "00");
    }

    @Example
    void tenBytesChangedInTheMiddle() throws IOException {
        byte[] old = Bytes.random(200_000, 1);
        byte[] changed = old.clone();
        for (int i = 1000; i < 1010; i++) {
            changed[i] ^= 0x55;
        }
        String block = HexFormat.of().formatHex(changed, 512, 1024);
        assertThat(hexDelta(old, changed))
                .isEqualTo("72730236" + "46" + "00" + "0200" + "42" + "0200" + block + "4b" + "0400" + "00030940" + "00");
    }

    @Property(tries = 400, seed = "1")
    void patchingGivesTheNewFile(@ForAll SignatureMagic magic, @ForAll @IntRange(min = 1, max = 600) int blockLength,
            @ForAll @IntRange(min = 8, max = 16) int strongLength, @ForAll @IntRange(max = 20_000) int size,
            @ForAll @IntRange(max = 6) int edits, @ForAll List<@IntRange(min = 1, max = 5000) Integer> pieces)
            throws IOException {
        byte[] old = Bytes.random(size, size);
        byte[] changed = Bytes.edited(old, new Random(blockLength), edits, 700);
        byte[] signature = Bytes.signature(old, new SignatureFormat(magic, blockLength, strongLength));
        byte[] delta = Bytes.delta(signature, changed);
        assertThat(Bytes.patch(old, delta)).isEqualTo(changed);
        assertThat(deltaInPieces(signature, changed, pieces)).isEqualTo(delta);
    }

    @Property(tries = 300, seed = "1")
    void aSignatureMadeBesideChangesNothing(@ForAll SignatureMagic magic, @ForAll @IntRange(min = 1, max = 600) int blockLength,
            @ForAll @IntRange(min = 1, max = 600) int newBlockLength, @ForAll @IntRange(max = 400_000) int size,
            @ForAll @IntRange(max = 6) int edits, @ForAll List<@IntRange(min = 1, max = 50_000) Integer> pieces) throws IOException {
        byte[] old = Bytes.random(size, size);
        byte[] changed = Bytes.edited(old, new Random(blockLength), edits, 700);
        for (int at = 100; at < changed.length; at += 7000) {
            changed[at] ^= 1; // in its place
        }
        byte[] signature = Bytes.signature(old, new SignatureFormat(magic, blockLength, 8));
        byte[] delta = Bytes.delta(signature, changed);
        assertThat(deltaBeside(signature, changed, new SignatureFormat(magic, blockLength, 8), pieces)).isEqualTo(delta);
        assertThat(deltaBeside(signature, changed, new SignatureFormat(magic, newBlockLength, 8), pieces)).isEqualTo(delta);
    }

    private static byte[] deltaBeside(byte[] signature, byte[] changed, SignatureFormat format, List<Integer> pieces) throws IOException {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SignatureWriter beside = new SignatureWriter(made, format);
        DeltaWriter writer = new DeltaWriter(Bytes.readSignature(signature), out, beside);
        int at = 0;
        for (int i = 0; at < changed.length; i++) {
            int count = Math.min(pieces.isEmpty() ? changed.length : pieces.get(i % pieces.size()), changed.length - at);
            beside.write(changed, at, count);
            writer.write(changed, at, count);
            at += count;
        }
        beside.finish();
        writer.finish();
        assertThat(made.toByteArray()).isEqualTo(Bytes.signature(changed, format));
        return out.toByteArray();
    }

    @Property(tries = 300, seed = "1")
    void patchingGivesTheNewFileThoughItsBlocksRepeat(@ForAll WeakSum weak, @ForAll @IntRange(min = 1, max = 20) int blockLength,
            @ForAll @Size(max = 300) List<@ByteRange(max = 1) Byte> oldBits,
            @ForAll @Size(max = 300) List<@ByteRange(max = 1) Byte> newBits) throws IOException {
        SignatureMagic magic = weak == WeakSum.ROLLSUM ? SignatureMagic.ROLLSUM_MD4 : SignatureMagic.RABIN_KARP_BLAKE2B;
        byte[] old = bytes(oldBits);
        byte[] changed = bytes(newBits);
        byte[] signature = Bytes.signature(old, new SignatureFormat(magic, blockLength, 16));
        assertThat(Bytes.patch(old, Bytes.delta(signature, changed))).isEqualTo(changed);
    }

    @Property(tries = 100, seed = "1")
    void anUnchangedFileIsOneCopy(@ForAll @IntRange(min = 1, max = 5000) int size, @ForAll boolean constant)
            throws IOException {
        byte[] old = constant ? new byte[size] : Bytes.random(size, size);
        byte[] expected = encode(encoder -> encoder.copy(0, size));
        assertThat(Bytes.delta(Bytes.signature(old, FORMAT), old)).isEqualTo(expected);
    }

    @Example
    void aRunOfEqualBlocksThatMovedIsOneCopy() throws IOException {
        byte[] old = new byte[512 * 40];
        System.arraycopy(Bytes.random(512 * 10, 1), 0, old, 0, 512 * 10);
        byte[] changed = new byte[512 * 40 + 7];
        System.arraycopy(old, 0, changed, 7, old.length);
        byte[] expected = encode(encoder -> {
            encoder.literal(changed, 0, 7);
            encoder.copy(0, old.length);
        });
        assertThat(Bytes.delta(Bytes.signature(old, FORMAT), changed)).isEqualTo(expected);
    }

    @Example
    void afterAChangeAmongEqualBlocksTheCopyGoesOnWhereItWas() throws IOException {
        byte[] old = new byte[512 * 40];
        byte[] changed = old.clone();
        changed[512 * 21 - 1] = 1;
        byte[] expected = encode(encoder -> {
            encoder.copy(0, 512 * 20);
            encoder.literal(changed, 512 * 20, 512);
            encoder.copy(512 * 21, 512 * 19);
        });
        assertThat(Bytes.delta(Bytes.signature(old, FORMAT), changed)).isEqualTo(expected);
    }

    @Example
    void theShortLastBlockIsMatchedOnlyAtTheEnd() throws IOException {
        byte[] old = Bytes.random(1100, 1);
        byte[] tailFirst = new byte[1100];
        System.arraycopy(old, 1024, tailFirst, 0, 76);
        System.arraycopy(old, 0, tailFirst, 76, 1024);
        assertThat(Bytes.delta(Bytes.signature(old, FORMAT), tailFirst)).isEqualTo(encode(encoder -> {
            encoder.literal(tailFirst, 0, 76);
            encoder.copy(0, 1024);
        }));
        byte[] tailLast = Bytes.random(300, 2);
        System.arraycopy(old, 1024, tailLast, 224, 76);
        assertThat(Bytes.delta(Bytes.signature(old, FORMAT), tailLast)).isEqualTo(encode(encoder -> {
            encoder.literal(tailLast, 0, 224);
            encoder.copy(1024, 76);
        }));
    }

    @Example
    void newDataIsCutIntoLiteralsOf32768Bytes() throws IOException {
        byte[] changed = Bytes.random(100_000, 1);
        byte[] expected = encode(encoder -> {
            for (int at = 0; at < changed.length; at += 32768) {
                encoder.literal(changed, at, Math.min(32768, changed.length - at));
            }
        });
        for (byte[] old : new byte[][] {new byte[0], Bytes.random(5000, 2)}) {
            byte[] signature = Bytes.signature(old, FORMAT);
            assertThat(Bytes.delta(signature, changed)).isEqualTo(expected);
            assertThat(deltaInPieces(signature, changed, List.of(100))).isEqualTo(expected);
        }
    }

    @Example
    void eachNumberTakesTheFewestBytes() throws IOException {
        assertThat(hex(encoder -> encoder.copy(255, 256))).isEqualTo("46" + "ff" + "0100");
        assertThat(hex(encoder -> encoder.copy(256, 255))).isEqualTo("49" + "0100" + "ff");
        assertThat(hex(encoder -> encoder.copy(65_535, 65_536))).isEqualTo("4b" + "ffff" + "00010000");
        assertThat(hex(encoder -> encoder.copy(0xffffffffL, 1))).isEqualTo("4d" + "ffffffff" + "01");
        assertThat(hex(encoder -> encoder.copy(0x100000000L, 0x100000000L)))
                .isEqualTo("54" + "0000000100000000" + "0000000100000000");
        byte[] zeros = new byte[65_536];
        assertThat(hex(encoder -> encoder.literal(zeros, 0, 64))).startsWith("4000");
        assertThat(hex(encoder -> encoder.literal(zeros, 0, 65))).startsWith("414100");
        assertThat(hex(encoder -> encoder.literal(zeros, 0, 256))).startsWith("42010000");
        assertThat(hex(encoder -> encoder.literal(zeros, 0, 65_536))).startsWith("430001000000");
    }

    @Example
    void finishingTwiceAddsNothing() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DeltaWriter writer = new DeltaWriter(Bytes.readSignature(Bytes.signature(new byte[10], FORMAT)), out);
        writer.finish();
        writer.finish();
        assertThat(out.size()).isEqualTo(5);
    }

    /** Commands as bytes, without the magic and the end. */
    private static String hex(Commands commands) throws IOException {
        String all = HexFormat.of().formatHex(encode(commands));
        return all.substring(8, all.length() - 2);
    }

    private static byte[] encode(Commands commands) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DeltaEncoder encoder = new DeltaEncoder(out);
        commands.writeTo(encoder);
        encoder.end();
        return out.toByteArray();
    }

    private static String hexDelta(byte[] old, byte[] changed) throws IOException {
        return HexFormat.of().formatHex(Bytes.delta(Bytes.signature(old, FORMAT), changed));
    }

    private static byte[] deltaInPieces(byte[] signature, byte[] changed, List<Integer> pieces) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DeltaWriter writer = new DeltaWriter(Bytes.readSignature(signature), out);
        for (int at = 0, i = 0; at < changed.length; i++) {
            int piece = pieces.isEmpty() ? changed.length : pieces.get(i % pieces.size());
            int count = Math.min(piece, changed.length - at);
            writer.write(Arrays.copyOfRange(changed, at, at + count), 0, count);
            at += count;
        }
        writer.finish();
        return out.toByteArray();
    }

    private static byte[] bytes(List<Byte> list) {
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = list.get(i);
        }
        return bytes;
    }

    private interface Commands {
        void writeTo(DeltaEncoder encoder) throws IOException;
    }
}
