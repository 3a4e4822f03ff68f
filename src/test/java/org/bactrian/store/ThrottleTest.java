package org.bactrian.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalTime;
import java.util.List;
import org.bactrian.error.BactrianException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottleTest {
    private static final long MIB = 1L << 20;
    private static final LocalTime NOON = LocalTime.NOON;

    private long now;
    private boolean over;

    private Throttle throttle(String... rules) {
        return new Throttle(RateLimit.of(List.of(rules)), () -> NOON.plusNanos(now), () -> now, nanos -> now += nanos, () -> over);
    }

    @Test
    void bytesTakeTheirTime() {
        Throttle throttle = throttle("2M");
        for (int i = 0; i < 80; i++) {
            throttle.took(MIB / 8);
        }
        assertThat(now / 1e9).isCloseTo(5.0, within(0.001));
    }

    @Test
    void whatWasNotUsedIsNotSaved() {
        Throttle throttle = throttle("1M");
        throttle.took(MIB);
        now += 60_000_000_000L;
        long before = now;
        throttle.took(MIB);
        assertThat((now - before) / 1e9).isCloseTo(1.0, within(0.001));
    }

    @Test
    void aWindowEndsInTheMiddleOfAWait() {
        Throttle throttle = throttle("08:00-12:01=1M");
        throttle.took(1024 * MIB);
        assertThat(now / 1e9).isCloseTo(60, within(0.6));
        long before = now;
        throttle.took(1024 * MIB);
        assertThat(now).isEqualTo(before);
    }

    @Test
    void aRunThatEndsWaitsNoLonger() {
        over = true;
        throttle("1M").took(1024 * MIB);
        assertThat(now).isZero();
    }

    @Test
    void withoutALimitNothingIsAsked() {
        Throttle throttle = new Throttle(RateLimit.NONE, () -> {
            throw new AssertionError();
        }, () -> {
            throw new AssertionError();
        }, nanos -> {
            throw new AssertionError();
        }, () -> false);
        throttle.took(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"07:59, 20971520", "08:00, 2097152", "17:59, 2097152", "18:00, 20971520", "23:00, 0", "01:00, 0", "02:00, 20971520"})
    void theFirstWindowCounts(LocalTime time, long rate) {
        assertThat(RateLimit.of(List.of("08:00-18:00=2M", "22:00-02:00=0", "20M")).at(time)).isEqualTo(rate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fast", "2X", "-1", "100", "25:00-01:00=2M", "08:00=2M", "08:00-18:00", "9999999999999"})
    void badRulesAreNamed(String rule) {
        assertThatThrownBy(() -> RateLimit.of(List.of(rule))).isInstanceOf(BactrianException.class).hasMessageContaining("'" + rule + "'");
    }
}
