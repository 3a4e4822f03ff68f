package org.bactrian.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ParallelDeflateTest {
    @Property(tries = 60)
    void anyLengthAnyLevelAnyCutComesBack(@ForAll @IntRange(max = 500_000) int length,
            @ForAll @IntRange(max = ParallelDeflate.FAST) int level,
            @ForAll @IntRange(min = 1, max = 200_000) int cut, @ForAll long seed) throws IOException {
        byte[] clear = Mixed.bytes(length, seed);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (OutputStream out = new ParallelDeflate(deflated, level)) {
            for (int at = 0; at < length; at += cut) {
                out.write(clear, at, Math.min(cut, length - at));
            }
        }
        assertThat(inflate(deflated.toByteArray())).isEqualTo(clear);
    }

    @Test
    void lengthsAroundTheBlock() throws IOException {
        for (int length : new int[] {0, 1, 4095, 4096, ParallelDeflate.BLOCK - 1, ParallelDeflate.BLOCK,
                ParallelDeflate.BLOCK + 1,
            10 * ParallelDeflate.BLOCK}) {
            byte[] clear = Mixed.bytes(length, length);
            assertThat(inflate(deflate(clear, 6))).isEqualTo(clear);
        }
    }

    @Test
    void theNumberOfThreadsDoesNotShow() throws IOException {
        byte[] clear = Mixed.bytes(3_000_000, 1);
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            ByteArrayOutputStream deflated = new ByteArrayOutputStream();
            try (OutputStream out = new ParallelDeflate(deflated, one, 6)) {
                out.write(clear);
            }
            assertThat(deflated.toByteArray()).isEqualTo(deflate(clear, 6));
        } finally {
            one.shutdownNow();
        }
    }

    @Test
    void severalLevelsInTurnGiveWhatLiesBetween() throws IOException {
        byte[] clear = Mixed.bytes(40 << 20, 3); // so long that blocks grow to their largest
        byte[] between = deflate(clear, 1, 6);
        assertThat(between.length).isLessThan(deflate(clear, 1).length).isGreaterThan(deflate(clear, 6).length);
        assertThat(inflate(between)).isEqualTo(clear);
    }

    @Test
    void fastMakesAboutWhatTheLowestLevelMakes() throws IOException {
        byte[] clear = Mixed.bytes(40 << 20, 4);
        byte[] fast = deflate(clear, ParallelDeflate.FAST);
        assertThat(fast.length).isBetween(deflate(clear, 9).length * 9 / 10, deflate(clear, 1).length * 11 / 10);
        assertThat(inflate(fast)).isEqualTo(clear);
        assertThat(deflate(new byte[20 << 20], ParallelDeflate.FAST)).as("zeros").hasSizeLessThan(40_000);
    }

    @Test
    void randomBytesAreStoredAndCostAlmostNothing() throws IOException {
        byte[] random = new byte[4 << 20];
        new Random(1).nextBytes(random);
        assertThat(deflate(random, 6)).hasSizeLessThan(random.length + random.length / 1000);
    }

    @Test
    void repeatedRandomBytesShrink() throws IOException {
        byte[] random = new byte[16 << 10];
        new Random(1).nextBytes(random);
        byte[] repeated = new byte[2 << 20];
        for (int at = 0; at < repeated.length; at += random.length) {
            System.arraycopy(random, 0, repeated, at, random.length);
        }
        assertThat(deflate(repeated, 6)).hasSizeLessThan(repeated.length / 5);
    }

    @Test
    void matchesReachOverBlocks() throws IOException {
        byte[] line = Mixed.bytes(20_000, 7);
        byte[] text = new byte[20 * ParallelDeflate.BLOCK];
        for (int at = 0; at < text.length; at++) {
            text[at] = line[at % line.length];
        }
        assertThat(deflate(text, 6).length).isLessThan(line.length + text.length / 100);
    }

    @Test
    void whatCameOutLagsByTheBlocksInFlightOnly() throws IOException {
        byte[] random = new byte[ParallelDeflate.BLOCK];
        new Random(2).nextBytes(random);
        int bound = (Runtime.getRuntime().availableProcessors() + 2) * ParallelDeflate.BLOCK;
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (OutputStream out = new ParallelDeflate(deflated, 6)) {
            for (long written = random.length; written < 8 << 20; written += random.length) {
                out.write(random);
                assertThat(deflated.size()).isGreaterThanOrEqualTo((int) written - bound);
            }
        }
    }

    @Test
    void failuresOfTheTargetReachTheWriter() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space");
            }
        };
        assertThatThrownBy(() -> {
            try (OutputStream out = new ParallelDeflate(full, 6)) {
                out.write(Mixed.bytes(5_000_000, 1));
            }
        }).isInstanceOf(IOException.class).hasMessage("no space");
    }

    @Test
    void failuresOfTheWorkersReachTheWriter() {
        assertThatThrownBy(() -> {
            try (OutputStream out = new ParallelDeflate(new ByteArrayOutputStream(), task -> {
                throw new RejectedExecutionException("shut down");
            }, 6)) {
                out.write(1);
            }
        }).isInstanceOf(IOException.class).hasMessageContaining("shut down");
    }

    @Test
    void aClosedStreamTakesNothingAndClosesTwice() throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        ParallelDeflate out = new ParallelDeflate(deflated, 6);
        out.close();
        out.close();
        assertThat(deflated.toByteArray()).containsExactly(3, 0);
        assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
    }

    private static byte[] deflate(byte[] clear, int... levels) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (OutputStream out = new ParallelDeflate(deflated, levels)) {
            out.write(clear);
        }
        return deflated.toByteArray();
    }

    private static byte[] inflate(byte[] deflated) throws IOException {
        Inflater inflater = new Inflater(true);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(deflated), inflater)) {
            byte[] clear = in.readAllBytes();
            assertThat(inflater.getRemaining()).as("bytes after the last block").isZero();
            return clear;
        } finally {
            inflater.end();
        }
    }
}
