package org.bactrian.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bactrian.error.BactrianException;

/** Signatures that do not fit into the memory they may take. */
class SampledSignatureTest {
    private static final int BLOCK = 64;
    private static final SignatureFormat FORMAT = SignatureFormat.md4(BLOCK);

    @Property(tries = 300, seed = "1")
    void patchingGivesTheNewFile(@ForAll SignatureMagic magic, @ForAll @IntRange(max = 20_000) int size,
            @ForAll @IntRange(max = 6) int edits, @ForAll @IntRange(max = 100) int blocksInMemory,
            @ForAll boolean lengthKnown) throws IOException {
        byte[] old = Bytes.random(size, size);
        byte[] changed = Bytes.edited(old, new Random(blocksInMemory), edits, 700);
        SignatureFormat format = new SignatureFormat(magic, BLOCK, 16);
        byte[] bytes = Bytes.signature(old, format);
        try (Signature signature = Signature.read(new ByteArrayInputStream(bytes), lengthKnown ? bytes.length : -1,
                "a signature", (long) blocksInMemory * Signature.memoryPerBlock(format), MemorySpool::new)) {
            assertThat(signature.blockCount()).isEqualTo((size + BLOCK - 1) / BLOCK);
            assertThat(signature.isSampled()).isEqualTo(signature.blockCount() > Math.max(1, blocksInMemory));
            assertThat(Bytes.patch(old, delta(signature, changed))).isEqualTo(changed);
        }
    }

    @Property(tries = 100, seed = "1")
    void eachBlockIsKnownByNumberInAnyOrder(@ForAll @IntRange(min = 1, max = 60_000) int size,
            @ForAll @IntRange(min = 1, max = 50) int blocksInMemory) throws IOException {
        byte[] old = Bytes.random(size, size);
        byte[] sum = new byte[Md4.LENGTH];
        Random random = new Random(size);
        try (Signature signature = sampled(old, blocksInMemory)) {
            for (int i = 0; i < 200; i++) {
                int block = i < 100 ? i % signature.blockCount() : random.nextInt(signature.blockCount());
                int count = Math.min(BLOCK, size - block * BLOCK);
                new Md4().sum(old, block * BLOCK, count, sum);
                assertThat(signature.weakSum(block)).isEqualTo(WeakSum.ROLLSUM.of(old, block * BLOCK, count));
                assertThat(signature.hasStrongSum(block, sum)).isTrue();
                sum[0]++;
                assertThat(signature.hasStrongSum(block, sum)).isFalse();
            }
        }
    }

    /** Changes in place cost what they cost with the whole signature, byte for byte. */
    @Example
    void changesInPlaceCostNoMore() throws IOException {
        byte[] old = Bytes.random(300_017, 1);
        byte[] changed = old.clone();
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            changed[random.nextInt(changed.length)] ^= 1;
        }
        byte[] whole = Bytes.delta(Bytes.signature(old, FORMAT), changed);
        for (int blocksInMemory : new int[] {1, 3, 100, 2000}) {
            try (Signature signature = sampled(old, blocksInMemory)) {
                assertThat(delta(signature, changed)).isEqualTo(whole);
                assertThat(delta(signature, old)).as("unchanged").hasSize(4 + 1 + 1 + 4 + 1);
            }
        }
    }

    /** Of 4096 blocks at least 64 are in memory, so one in 64 is found where it was moved to. */
    @Example
    void movedDataIsFoundWithinTheStride() throws IOException {
        byte[] old = Bytes.random(BLOCK * 4096, 1);
        byte[] changed = new byte[old.length + 5];
        System.arraycopy(old, 0, changed, 5, 100_000);
        System.arraycopy(old, 100_000, changed, 100_005, old.length - 100_000);
        try (Signature signature = sampled(old, 127)) {
            assertThat(delta(signature, changed).length).isLessThan(64 * BLOCK);
        }
    }

    @Example
    void theSpoolIsClosedWithTheSignatureAndAfterFailure() throws IOException {
        byte[] bytes = Bytes.signature(new byte[BLOCK * 100], FORMAT);
        int[] open = {0};
        Spool.Source source = () -> new TestSpool(open);
        Signature.read(new ByteArrayInputStream(bytes), -1, "a signature", 1, source).close();
        assertThat(open[0]).isZero();
        byte[] large = Bytes.signature(new byte[BLOCK * 5000], FORMAT);
        byte[] truncated = Arrays.copyOf(large, large.length - 1);
        assertThatThrownBy(() -> Signature.read(new ByteArrayInputStream(truncated), -1, "a signature", 1, source))
                .isInstanceOf(BactrianException.class);
        assertThat(open[0]).isZero();
        try (Signature small = Signature.read(new ByteArrayInputStream(bytes), -1, "a signature", 1 << 20, source)) {
            assertThat(open[0]).as("spools of a signature that fits").isZero();
            assertThat(small.isSampled()).isFalse();
        }
    }

    private static Signature sampled(byte[] old, int blocksInMemory) throws IOException {
        byte[] bytes = Bytes.signature(old, FORMAT);
        return Signature.read(new ByteArrayInputStream(bytes), bytes.length, "a signature",
                (long) blocksInMemory * Signature.memoryPerBlock(FORMAT), MemorySpool::new);
    }

    private static byte[] delta(Signature signature, byte[] changed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DeltaWriter writer = new DeltaWriter(signature, out);
        writer.write(changed, 0, changed.length);
        writer.finish();
        return out.toByteArray();
    }

    /** Counts how many are open. */
    private static final class TestSpool implements Spool {
        private final MemorySpool bytes = new MemorySpool();
        private final int[] open;

        TestSpool(int[] open) {
            this.open = open;
            open[0]++;
        }

        @Override
        public void append(byte[] source, int offset, int count) {
            bytes.append(source, offset, count);
        }

        @Override
        public long length() {
            return bytes.length();
        }

        @Override
        public void readFully(long position, byte[] target, int offset, int count) throws IOException {
            bytes.readFully(position, target, offset, count);
        }

        @Override
        public void close() {
            open[0]--;
        }
    }
}
