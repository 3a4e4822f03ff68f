package org.bactrian.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What is predicted of what was measured. */
class LimitsTest {
    private static final double FAST = 1e9;

    @Test
    void theSlowestPartIsTheLimit() {
        assertThat(new Limits(FAST, FAST, 100, 0.5).predict(1e9, FAST)).isEqualTo(new Limits.Prediction(10 + 1e-6 / processors(), "deflate"));
        assertThat(new Limits(50, FAST, FAST, 0.5).predict(1e9, FAST).text(1e9))
                .isEqualTo("A full backup of 0.9 GiB takes at least 20.0 s; its limit is reading the disk.");
        assertThat(new Limits(FAST, FAST, FAST, 0.5).predict(1L << 40, 10).text(1L << 40))
                .isEqualTo("A full backup of 1024.0 GiB takes at least 15 h 16 min; its limit is the store.");
        assertThat(new Limits(FAST, 10, FAST, 0.5).predict(1e9, Double.POSITIVE_INFINITY).text(1e9))
                .isEqualTo("A full backup of 0.9 GiB takes at least 1 min 40 s; its limit is signatures, hashes and cipher.");
    }

    @Test
    void aRateCountsWhatWasDoneAfterTheFirstTime() throws IOException {
        long[] now = {0};
        int[] runs = {0};
        double rate = new Stopwatch(() -> now[0]).rate(5, () -> now[0] += runs[0]++ == 0 ? 9_000_000_000L : 100_000_000L);
        assertThat(rate).isEqualTo(50);
        assertThat(runs[0]).isEqualTo(4);
        assertThat(new Stopwatch(() -> now[0]).once(6, () -> now[0] += 2_000_000_000L)).isEqualTo(3);
    }

    @Test
    void theSampleIsAlwaysTheSameAndPartlyCompressible() {
        assertThat(SampleData.of(1 << 20)).isEqualTo(SampleData.of(1 << 20));
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
