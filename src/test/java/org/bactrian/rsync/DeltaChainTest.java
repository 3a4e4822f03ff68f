package org.bactrian.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bactrian.error.BactrianException;

class DeltaChainTest {
    private final List<CountedSpool> opened = new ArrayList<>();

    /** Chains of random edits, for limits that are never, sometimes and always passed. */
    @Property(tries = 300, seed = "1")
    void aChainGivesWhatPatchingOneByOneGives(@ForAll @IntRange(max = 20_000) int size, @ForAll @IntRange(max = 8) int deltas,
            @ForAll @IntRange(min = 1, max = 200) int blockLength, @ForAll @IntRange(min = 1, max = 60) int maxRanges)
            throws IOException {
        opened.clear();
        Random random = new Random(blockLength);
        byte[] base = Bytes.random(size, size);
        byte[] file = base;
        try (DeltaChain chain = new DeltaChain(RandomInput.of(base), this::spool, maxRanges);
                DeltaChain streaming = new DeltaChain(new ByteArrayInputStream(base), this::spool, maxRanges)) {
            for (int i = 0; i < deltas; i++) {
                byte[] changed = Bytes.edited(file, random, 3, 2000);
                byte[] delta = Bytes.delta(Bytes.signature(file, SignatureFormat.md4(blockLength)), changed);
                add(chain, delta);
                add(streaming, delta);
                file = changed;
                assertThat(streaming.resultLength()).isEqualTo(file.length);
                assertThat(chain.resultLength()).isEqualTo(file.length);
            }
            assertThat(written(chain)).isEqualTo(file);
            assertThat(written(chain)).as("written again").isEqualTo(file);
            assertThat(written(streaming)).as("of a stream").isEqualTo(file);
        }
        assertThat(opened).allMatch(spool -> spool.closed);
    }

    @Example
    void withoutADeltaTheFileIsTheBase() throws IOException {
        for (byte[] base : new byte[][] {{}, Bytes.random(200_000, 1)}) {
            try (DeltaChain chain = new DeltaChain(RandomInput.of(base), this::spool)) {
                assertThat(written(chain)).isEqualTo(base);
            }
        }
        assertThat(opened).isEmpty();
    }

    @Example
    void aStreamIsSpooledOnlyIfMuchIsTakenInAnotherOrder() throws IOException {
        byte[] base = Bytes.random(3_000_000, 1);
        byte[] inPlace = base.clone();
        Arrays.fill(inPlace, 5000, 6000, (byte) 7);
        Arrays.fill(inPlace, 80_000, 80_500, (byte) 8);
        byte[] turned = turned(base, 512 * 4000);
        byte[] doubled = Bytes.joined(base, base);
        byte[] someTurned = turned(base, 512 * 2000);
        byte[] aBlockAgainAndAgain = base.clone();
        for (int place = 512 * 100; place < base.length - 1024; place += 512 * 900) {
            System.arraycopy(base, 512 * 10, aBlockAgainAndAgain, place, 1024);
        }
        System.arraycopy(base, 512 * 110, aBlockAgainAndAgain, 512 * 120, 1024);
        for (byte[] changed : new byte[][] {inPlace, turned, doubled, someTurned, aBlockAgainAndAgain, base, {}}) {
            opened.clear();
            try (DeltaChain chain = new DeltaChain(new ByteArrayInputStream(base), this::spool)) {
                add(chain, Bytes.delta(Bytes.signature(base, SignatureFormat.md4(512)), changed));
                assertThat(written(chain)).isEqualTo(changed);
            }
            boolean much = changed == turned || changed == doubled;
            assertThat(opened.stream().mapToLong(CountedSpool::length).sum()).isBetween(much ? 3_000_000L : 0L, much ? 3_001_000L : 4000L);
        }
    }

    private static byte[] turned(byte[] bytes, int at) {
        return Bytes.joined(Arrays.copyOfRange(bytes, at, bytes.length), Arrays.copyOfRange(bytes, 0, at));
    }

    @Example
    void aStreamWithoutADeltaIsTheFile() throws IOException {
        byte[] base = Bytes.random(200_000, 1);
        try (DeltaChain chain = new DeltaChain(new ByteArrayInputStream(base), this::spool)) {
            assertThat(written(chain)).isEqualTo(base);
        }
    }

    /** Even where what it took there is taken out again by the next. */
    @Example
    void aDeltaThatTakesMoreThanTheStreamHasIsNamed() throws IOException {
        byte[] longer = Bytes.random(40_000, 1);
        byte[] base = Arrays.copyOf(longer, 39_000);
        byte[] delta = Bytes.delta(Bytes.signature(longer, SignatureFormat.md4(512)), longer);
        byte[] shorter = Arrays.copyOf(longer, 20_480);
        byte[] next = Bytes.delta(Bytes.signature(longer, SignatureFormat.md4(512)), shorter);
        for (byte[][] deltas : new byte[][][] {{delta}, {delta, next}, {delta, delta}}) {
            try (DeltaChain chain = new DeltaChain(new ByteArrayInputStream(base), this::spool)) {
                for (byte[] one : deltas) {
                    add(chain, one);
                }
                assertThatThrownBy(() -> written(chain)).isInstanceOf(BactrianException.class).hasMessageContaining("of a file that has 39000");
            }
        }
    }

    @Example
    void fewRangesNeedNoSpoolButForLiterals() throws IOException {
        byte[] base = Bytes.random(100_000, 1);
        try (DeltaChain chain = new DeltaChain(RandomInput.of(base), this::spool)) {
            add(chain, Bytes.delta(Bytes.signature(base, SignatureFormat.md4(512)), Arrays.copyOfRange(base, 512 * 7, 90_112)));
            assertThat(opened).isEmpty();
            add(chain, Bytes.delta(Bytes.signature(new byte[0], SignatureFormat.md4(512)), new byte[] {1, 2}));
            assertThat(opened).hasSize(1);
            assertThat(opened.get(0).length()).isEqualTo(2);
            assertThat(written(chain)).isEqualTo(new byte[] {1, 2});
        }
    }

    @Example
    void anUnfitDeltaLeavesTheChainAsItWas() throws IOException {
        byte[] base = Bytes.random(10_000, 1);
        byte[] changed = Bytes.edited(base, new Random(1), 3, 1000);
        byte[] delta = Bytes.delta(Bytes.signature(base, SignatureFormat.md4(64)), changed);
        for (int maxRanges : new int[] {1, 1000}) {
            opened.clear();
            try (DeltaChain chain = new DeltaChain(RandomInput.of(base), this::spool, maxRanges)) {
                add(chain, delta);
                for (int length = 0; length < delta.length; length += 7) {
                    byte[] truncated = Arrays.copyOf(delta, length);
                    assertThatThrownBy(() -> add(chain, truncated)).isInstanceOf(BactrianException.class);
                }
                ByteArrayOutputStream beyond = new ByteArrayOutputStream();
                DeltaEncoder encoder = new DeltaEncoder(beyond);
                encoder.copy(changed.length - 5, 6);
                encoder.end();
                assertThatThrownBy(() -> add(chain, beyond.toByteArray()))
                        .isInstanceOf(BactrianException.class).hasMessageContaining("delta 7").hasMessageContaining("copies 6 bytes");
                assertThat(written(chain)).isEqualTo(changed);
            }
            assertThat(opened).allMatch(spool -> spool.closed);
        }
    }

    /** Twelve small deltas make 4096 ranges; only the thirteenth makes bytes. */
    @Example
    void doublingAgainAndAgainCostsNeitherTimeNorMemory() throws IOException {
        byte[] base = {1, 2, 3};
        try (DeltaChain chain = new DeltaChain(RandomInput.of(base), this::spool, 1 << 12)) {
            long length = base.length;
            for (int i = 0; i < 12; i++) {
                length *= 2;
                add(chain, doubling(length / 2));
            }
            assertThat(chain.resultLength()).isEqualTo(length);
            assertThat(opened).isEmpty();
            add(chain, doubling(length));
            assertThat(opened).hasSize(1);
            byte[] result = written(chain);
            assertThat(result).hasSize((int) length * 2);
            for (int i = 0; i < result.length; i++) {
                assertThat(result[i]).isEqualTo(base[i % 3]);
            }
        }
    }

    /** The whole file, twice. */
    private static byte[] doubling(long length) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DeltaEncoder encoder = new DeltaEncoder(out);
        encoder.copy(0, length);
        encoder.copy(0, length);
        encoder.end();
        return out.toByteArray();
    }

    private void add(DeltaChain chain, byte[] delta) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(delta);
        chain.add(in, "delta 7");
        assertThat(in.available()).isZero();
    }

    private static byte[] written(DeltaChain chain) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(chain.writeTo(out)).isEqualTo(out.size()).isEqualTo(chain.resultLength());
        return out.toByteArray();
    }

    private Spool spool() {
        CountedSpool spool = new CountedSpool();
        opened.add(spool);
        return spool;
    }

    private static final class CountedSpool implements Spool {
        private final MemorySpool bytes = new MemorySpool();
        private boolean closed;

        @Override
        public void append(byte[] source, int offset, int count) {
            assertThat(closed).isFalse();
            bytes.append(source, offset, count);
        }

        @Override
        public long length() {
            return bytes.length();
        }

        @Override
        public void readFully(long position, byte[] target, int offset, int count) throws IOException {
            assertThat(closed).isFalse();
            bytes.readFully(position, target, offset, count);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
