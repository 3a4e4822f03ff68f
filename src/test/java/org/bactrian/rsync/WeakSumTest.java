package org.bactrian.rsync;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The weak sums against their definitions in spec 4.2, and rolled sums against fresh ones. */
class WeakSumTest {
    private static final byte[] HELLO = "hello\n".getBytes(US_ASCII);

    @Example
    void examplesOfTheSpecification() {
        assertThat(WeakSum.ROLLSUM.of(HELLO, 0, HELLO.length)).isEqualTo(0x0ad002d8);
        assertThat(WeakSum.RABIN_KARP.of(HELLO, 0, HELLO.length)).isEqualTo(0x60ef5343);
    }

    @Property(tries = 300, seed = "1")
    void rollsumIsItsDefinition(@ForAll @Size(max = 300) byte[] bytes, @ForAll @IntRange(max = 8) int skipped) {
        int from = Math.min(skipped, bytes.length);
        int s1 = 0;
        int s2 = 0;
        for (int i = from; i < bytes.length; i++) {
            s1 = s1 + (bytes[i] & 0xff) + 31 & 0xffff;
            s2 = s2 + s1 & 0xffff;
        }
        assertThat(WeakSum.ROLLSUM.of(bytes, from, bytes.length - from)).isEqualTo(s2 << 16 | s1);
    }

    @Property(tries = 300, seed = "1")
    void rabinKarpIsItsDefinition(@ForAll @Size(max = 300) byte[] bytes, @ForAll @IntRange(max = 8) int skipped) {
        int from = Math.min(skipped, bytes.length);
        int h = 1;
        for (int i = from; i < bytes.length; i++) {
            h = h * 0x08104225 + (bytes[i] & 0xff);
        }
        assertThat(WeakSum.RABIN_KARP.of(bytes, from, bytes.length - from)).isEqualTo(h);
    }

    @Example
    void sumsOfHighBytesOverManyBlocksOverflowAsTheyShould() {
        byte[] high = new byte[1 << 20];
        java.util.Arrays.fill(high, (byte) 0xff);
        long n = high.length;
        long s1 = n * (255 + 31);
        long s2 = n * (n + 1) / 2 % 65536 * (255 + 31);
        assertThat(WeakSum.ROLLSUM.of(high, 0, high.length)).isEqualTo((int) (s2 << 16 | s1 & 0xffff));
    }

    @Property(tries = 300, seed = "1")
    void rollingAndShrinkingGiveWhatAFreshSumGives(@ForAll WeakSum kind, @ForAll @Size(min = 1, max = 200) byte[] bytes,
            @ForAll @IntRange(min = 1, max = 64) int length) {
        int n = Math.min(length, bytes.length);
        RollingSum rolling = kind.rolling(n);
        WeakFilter all = everySum();
        rolling.reset(kind.of(bytes, 0, n), n);
        int at = 0;
        while (at < bytes.length - n) {
            assertThat(rolling.value()).isEqualTo(kind.of(bytes, at, n));
            assertThat(rolling.scan(bytes, at, bytes.length - n, all)).isEqualTo(++at);
        }
        for (; at < bytes.length; at++) {
            assertThat(rolling.value()).isEqualTo(kind.of(bytes, at, bytes.length - at));
            rolling.shrink(bytes[at]);
        }
        assertThat(rolling.value()).isEqualTo(kind.of(bytes, 0, 0));
    }

    @Property(tries = 50, seed = "1")
    void scanningStopsOnlyWhereTheFilterSaysSo(@ForAll WeakSum kind, @ForAll @Size(200) byte[] bytes,
            @ForAll @IntRange(min = 1, max = 150) int place) {
        int n = 40;
        WeakFilter filter = new WeakFilter(1);
        filter.add(kind.of(bytes, place, n));
        RollingSum rolling = kind.rolling(n);
        rolling.reset(kind.of(bytes, 0, n), n);
        int at = rolling.scan(bytes, 0, 160, filter);
        assertThat(at).isLessThanOrEqualTo(place);
        while (at < place) {
            assertThat(filter.mayHave(kind.of(bytes, at, n))).isTrue();
            at = rolling.scan(bytes, at, 160, filter);
        }
        assertThat(rolling.value()).isEqualTo(kind.of(bytes, place, n));
    }

    private static WeakFilter everySum() {
        WeakFilter filter = new WeakFilter(1);
        for (int i = 0; i < 10_000; i++) {
            filter.add(i * 0x01234567);
        }
        return filter;
    }
}
