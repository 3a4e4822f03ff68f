package org.bactrian.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ParallelInflateTest {
    private static final int SEGMENTS = 2;
    /** Some segments and a bit. */
    private static final byte[] CLEAR = Mixed.bytes(SEGMENTS * InflateSegment.CLEAR + 700_000, 5);
    private static final byte[] DEFLATED = deflated();

    /** What a machine has, as another may have only the JDK's. */
    Supplier<PieceInflater> inflaters() {
        return PieceInflater::here;
    }

    @Property(tries = 12)
    void whatIsDeflatedComesBack(@ForAll @IntRange(max = 2 * InflateSegment.CLEAR + 5) int length, @ForAll @IntRange(max = 9) int level)
            throws IOException {
        byte[] clear = Arrays.copyOf(CLEAR, length);
        assertThat(Arrays.equals(inflate(deflate(clear, level)), clear)).isTrue();
    }

    @Test
    void segmentsAreInflatedApart() throws IOException {
        AtomicInteger tasks = new AtomicInteger();
        assertThat(Arrays.equals(inflate(deflate(CLEAR, 3), counting(tasks)), CLEAR)).isTrue();
        assertThat(tasks).hasValue(SEGMENTS + 1);
    }

    @Test
    void othersStreamsAndSmallOnesAreInflatedByTheReader() throws IOException {
        AtomicInteger tasks = new AtomicInteger();
        assertThat(Arrays.equals(inflate(deflateAsOthers(CLEAR, 6), counting(tasks)), CLEAR)).isTrue();
        assertThat(inflate(deflate(new byte[] {1, 2, 3}, 6), counting(tasks))).containsExactly(1, 2, 3);
        assertThat(tasks).hasValue(0);
    }

    @Test
    void zerosShrinkToLittleAndComeBack() throws IOException {
        byte[] zeros = new byte[8 << 20];
        byte[] deflated = deflate(zeros, 2, 2, 2, 4);
        assertThat(deflated).hasSizeLessThan(zeros.length / 500);
        assertThat(Arrays.equals(inflate(deflated), zeros)).isTrue();
    }

    @Test
    void marksInTheContentsAreContents() throws IOException {
        byte[] clear = new byte[3 * InflateSegment.CLEAR];
        new Random(3).nextBytes(clear);
        for (int at = 100; at < clear.length - 10; at += 100_003) {
            System.arraycopy(InflateSegment.MARK, 0, clear, at, InflateSegment.MARK.length);
        }
        assertThat(Arrays.equals(inflate(deflate(clear, 6)), clear)).as("ours").isTrue();
        assertThat(Arrays.equals(inflate(deflateAsOthers(clear, 0)), clear)).as("another's").isTrue();
    }

    @Test
    void aMarkBetweenBlocksThatReferOverItMisleadsNobody() throws IOException {
        byte[] clear = new byte[400_000];
        byte[] noise = new byte[20_000];
        new Random(4).nextBytes(noise);
        for (int at = 0; at < clear.length; at++) {
            clear[at] = noise[at % noise.length];
        }
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(6, true);
        byte[] buffer = new byte[clear.length];
        for (int at = 0; at < clear.length; at += 40_000) {
            deflater.setInput(clear, at, 40_000);
            deflated.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH));
            deflated.write(InflateSegment.MARK);
        }
        deflater.end();
        deflated.write(new byte[] {3, 0});
        assertThat(Arrays.equals(inflate(deflated.toByteArray()), clear)).isTrue();
    }

    /** The same bytes as of the platform's inflater, or an error where that has one. */
    @Property(tries = 60)
    void changedStreamsAreReadAsByTheJdk(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] deflated = DEFLATED.clone();
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            deflated[random.nextInt(deflated.length)] = (byte) random.nextInt();
        }
        if (random.nextInt(4) == 0) {
            deflated = Arrays.copyOf(deflated, random.nextInt(deflated.length));
        }
        byte[] changed = deflated;
        byte[] expected;
        try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(changed), new Inflater(true))) {
            expected = in.readAllBytes();
        } catch (IOException e) {
            assertThatThrownBy(() -> inflate(changed)).isInstanceOf(e.getClass());
            return;
        }
        assertThat(Arrays.equals(inflate(changed), expected)).isTrue();
    }

    @Test
    void whatIsCutShortIsSaidToBe() throws IOException {
        for (int length : new int[] {0, 1, 1000, DEFLATED.length / 2, DEFLATED.length - 1}) {
            assertThatThrownBy(() -> inflate(Arrays.copyOf(DEFLATED, length))).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void whatFollowsTheEndIsNotRead() throws IOException {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        for (int i = 0; i < 2; i++) {
            twice.write(DEFLATED);
            twice.write(InflateSegment.MARK);
        }
        assertThat(Arrays.equals(inflate(twice.toByteArray()), CLEAR)).isTrue();
    }

    @Test
    void whatFollowsTheEndIsThereForWhoAsks() throws IOException {
        byte[] small = deflate(Arrays.copyOf(CLEAR, 1000), 6);
        byte[] others = deflateAsOthers(CLEAR, 6);
        Random random = new Random(8);
        for (byte[] deflated : new byte[][] {DEFLATED, small, others}) {
            for (int length : new int[] {0, 1, 8, 70_000, 5_000_000}) {
                byte[] more = new byte[length];
                random.nextBytes(more);
                ByteArrayOutputStream both = new ByteArrayOutputStream();
                both.write(deflated);
                both.write(more);
                try (ParallelInflate in = new ParallelInflate(new ByteArrayInputStream(both.toByteArray()), DeflateWorkers.shared(),
                        inflaters())) {
                    in.readAllBytes();
                    assertThat(Arrays.equals(in.unread().readAllBytes(), more)).as("%d bytes behind %d", length, deflated.length).isTrue();
                }
            }
        }
    }

    @Test
    void manyAtATimeAndOneLeftHalfWay() throws IOException {
        List<InputStream> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(new ParallelInflate(new ByteArrayInputStream(DEFLATED)));
        }
        try (InputStream left = new ParallelInflate(new ByteArrayInputStream(DEFLATED))) {
            assertThat(left.read()).isEqualTo(CLEAR[0] & 0xFF);
        }
        for (int at = 0; at < CLEAR.length; at += 100_000) {
            byte[] expected = Arrays.copyOfRange(CLEAR, at, Math.min(CLEAR.length, at + 100_000));
            for (InputStream in : all) {
                assertThat(Arrays.equals(in.readNBytes(expected.length), expected)).isTrue();
            }
        }
        for (InputStream in : all) {
            assertThat(in.read()).isEqualTo(-1);
            in.close();
        }
        AtomicInteger tasks = new AtomicInteger();
        inflate(DEFLATED, counting(tasks));
        assertThat(tasks).as("room is given back").hasValue(SEGMENTS + 1);
    }

    @Test
    void failuresOfTheSourceReachTheReader() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk on fire");
            }
        };
        InputStream half = new ByteArrayInputStream(DEFLATED, 0, 900_000);
        try (InputStream in = new ParallelInflate(new SequenceInputStream(half, broken))) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessage("disk on fire");
        }
    }

    @Test
    void failuresOfTheWorkersReachTheReader() throws IOException {
        assertThatThrownBy(() -> inflate(DEFLATED, task -> {
            throw new RejectedExecutionException("shut down");
        })).isInstanceOf(IOException.class).hasMessageContaining("shut down");
    }

    private static Executor counting(AtomicInteger tasks) {
        return task -> {
            tasks.incrementAndGet();
            DeflateWorkers.shared().execute(task);
        };
    }

    private static byte[] deflated() {
        try {
            return deflate(CLEAR, 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] deflate(byte[] clear, int... levels) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (OutputStream out = new ParallelDeflate(deflated, DeflateLevels.of(levels))) {
            out.write(clear);
        }
        return deflated.toByteArray();
    }

    private static byte[] deflateAsOthers(byte[] clear, int level) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(deflated, new Deflater(level, true))) {
            out.write(clear);
        }
        return deflated.toByteArray();
    }

    private byte[] inflate(byte[] deflated) throws IOException {
        return inflate(deflated, DeflateWorkers.shared());
    }

    private byte[] inflate(byte[] deflated, Executor workers) throws IOException {
        try (InputStream in = new ParallelInflate(new ByteArrayInputStream(deflated), workers, inflaters())) {
            return in.readAllBytes();
        }
    }
}
