package org.bactrian.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
    private static final int ROW = 100;

    @Property(tries = 60)
    void anyLengthAnyLevelAnyCutComesBack(@ForAll @IntRange(max = 500_000) int length,
            @ForAll @IntRange(max = DeflateLevels.QUICK) int level,
            @ForAll @IntRange(min = 1, max = 200_000) int cut, @ForAll long seed) throws IOException {
        byte[] clear = Mixed.bytes(length, seed);
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (OutputStream out = new ParallelDeflate(deflated, DeflateLevels.of(level))) {
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
            try (OutputStream out = new ParallelDeflate(deflated, one, DeflateLevels.of(6))) {
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
        byte[] fast = deflate(clear, DeflateLevels.FAST);
        assertThat(fast.length).isBetween(deflate(clear, 9).length * 9 / 10, deflate(clear, 1).length * 11 / 10);
        assertThat(inflate(fast)).isEqualTo(clear);
        assertThat(deflate(new byte[20 << 20], DeflateLevels.FAST)).as("zeros").hasSizeLessThan(40_000);
    }

    @Test
    void theQuickLevelTakesTheUsualOnesPlaceWhereTheSystemHasIt() throws IOException {
        byte[] clear = Mixed.bytes(40 << 20, 5);
        byte[] usual = deflate(clear, 2, 2, 2, 4);
        byte[] quick = deflate(clear, DeflateLevels.quickElse(2, 2, 2, 4));
        assertThat(inflate(quick)).isEqualTo(clear);
        assertThat(Arrays.equals(quick, usual)).isEqualTo(!DeflateLevels.hasFast());
        assertThat(quick).hasSizeLessThan(usual.length * 21 / 20);
    }

    @Test
    void whereTheQuickLevelMakesMoreTheUsualOnesStay() throws IOException {
        byte[] rows = rows(16 << 20);
        assertThat(deflate(rows, DeflateLevels.quickWhereClose(4, 5))).isEqualTo(deflate(rows, 4, 5));
    }

    @Test
    void whereTheQuickLevelMakesHardlyMoreItIsTaken() throws IOException {
        byte[] clear = words(16 << 20);
        byte[] close = deflate(clear, DeflateLevels.quickWhereClose(4, 5));
        assertThat(inflate(close)).isEqualTo(clear);
        assertThat(Arrays.equals(close, deflate(clear, 4, 5))).isEqualTo(!DeflateLevels.hasFast());
        assertThat(close).hasSizeLessThan(deflate(clear, 4, 5).length * 104 / 100);
    }

    @Test
    void aTrialDoesNotHangOnTheNumberOfThreads() throws IOException {
        byte[] half = words(8 << 20);
        byte[] clear = Arrays.copyOf(half, 2 * half.length);
        System.arraycopy(rows(half.length), 0, clear, half.length, half.length);
        ExecutorService one = Executors.newSingleThreadExecutor();
        try {
            ByteArrayOutputStream deflated = new ByteArrayOutputStream();
            try (OutputStream out = new ParallelDeflate(deflated, one, DeflateLevels.quickWhereClose(4, 5))) {
                out.write(clear);
            }
            assertThat(deflated.toByteArray()).isEqualTo(deflate(clear, DeflateLevels.quickWhereClose(4, 5)));
        } finally {
            one.shutdownNow();
        }
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
        try (OutputStream out = new ParallelDeflate(deflated, DeflateLevels.of(6))) {
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
            try (OutputStream out = new ParallelDeflate(full, DeflateLevels.of(6))) {
                out.write(Mixed.bytes(5_000_000, 1));
            }
        }).isInstanceOf(IOException.class).hasMessage("no space");
    }

    @Test
    void failuresOfTheWorkersReachTheWriter() {
        assertThatThrownBy(() -> {
            try (OutputStream out = new ParallelDeflate(new ByteArrayOutputStream(), task -> {
                throw new RejectedExecutionException("shut down");
            }, DeflateLevels.of(6))) {
                out.write(1);
            }
        }).isInstanceOf(IOException.class).hasMessageContaining("shut down");
    }

    @Test
    void aClosedStreamTakesNothingAndClosesTwice() throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        ParallelDeflate out = new ParallelDeflate(deflated, DeflateLevels.of(6));
        out.close();
        out.close();
        assertThat(deflated.toByteArray()).containsExactly(3, 0);
        assertThatThrownBy(() -> out.write(1)).isInstanceOf(IOException.class);
    }

    /** Words in any order: looking longer for matches finds little more. */
    private static byte[] words(int length) {
        Random random = new Random(6);
        String[] words = new String[2000];
        Arrays.setAll(words, i -> Long.toString(random.nextLong(), Character.MAX_RADIX).substring(1, 3 + random.nextInt(6)));
        StringBuilder text = new StringBuilder(length + 10);
        while (text.length() < length) {
            text.append(words[(int) (words.length * Math.pow(random.nextDouble(), 3))]).append(' ');
        }
        return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
    }

    /** Rows that differ in a few bytes: looking longer pays. */
    private static byte[] rows(int length) {
        Random random = new Random(7);
        byte[] bytes = new byte[length];
        for (int row = 0; row < length / ROW; row++) {
            byte[] some = new byte[4];
            random.nextBytes(some);
            System.arraycopy(some, 0, bytes, row * ROW, some.length);
        }
        return bytes;
    }

    private static byte[] deflate(byte[] clear, int... levels) throws IOException {
        return deflate(clear, DeflateLevels.of(levels));
    }

    private static byte[] deflate(byte[] clear, DeflateLevels levels) throws IOException {
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
