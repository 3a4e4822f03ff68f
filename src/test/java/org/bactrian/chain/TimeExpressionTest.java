package org.bactrian.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values were read off duplicity 0.8.22; {@link TimeExpressionIT} asks it again. */
class TimeExpressionTest {
    static final Instant NOW = Instant.parse("2024-06-15T12:30:45Z");

    private static Instant parse(String text, String zone, char separator) {
        return TimeExpression.parse(text, Clock.fixed(NOW.plusMillis(700), ZoneId.of("UTC")), ZoneId.of(zone), separator);
    }

    @ParameterizedTest
    @CsvSource({
        "now, 2024-06-15T12:30:45Z", "0, 1970-01-01T00:00:00Z", "20240105, 1970-08-23T06:15:05Z",
        "2024-01-05T10:20:30Z, 2024-01-05T10:20:30Z", "2024-01-05T10:20:30+02:00, 2024-01-05T08:20:30Z",
        "2024-01-05T10:20:30-05:30, 2024-01-05T15:50:30Z", "2024-01-05T10:20:30+25:00, 2024-01-04T09:20:30Z",
        "2024-01-05T10:20:30+02:75, 2024-01-05T07:05:30Z", "2024-01-05T10:20:30-00:00, 2024-01-05T10:20:30Z",
        "20240105T102030Z, 2024-01-05T10:20:30Z", "2024-01-05T10:20:61Z, 2024-01-05T10:21:01Z",
        "2023-02-31T10:00:00Z, 2023-03-03T10:00:00Z", "20240231Z, 2024-03-02T00:00:00Z",
        "3D, 2024-06-12T12:30:45Z", "3D5h, 2024-06-12T07:30:45Z", "5h3D, 2024-06-12T07:30:45Z", "3D3D, 2024-06-09T12:30:45Z",
        "2h30m, 2024-06-15T10:00:45Z", "1M, 2024-05-16T12:30:45Z", "1Y, 2023-06-16T12:30:45Z", "1W, 2024-06-08T12:30:45Z",
        "90s, 2024-06-15T12:29:15Z", "00D, 2024-06-15T12:30:45Z", "1000000000000000000000D, 1970-01-01T00:00:00Z",
        "99999999999D, 1970-01-01T00:00:00Z", "2024-01-05, 2024-01-05T00:00:00Z", "2024/01/05, 2024-01-05T00:00:00Z",
        "2024-1/5, 2024-01-05T00:00:00Z", "1-5-2024, 2024-01-05T00:00:00Z", "12/31/2024, 2024-12-31T00:00:00Z",
        "2024-02-31, 2024-03-02T00:00:00Z", "2023-02-29, 2023-03-01T00:00:00Z", "2099-12-31, 2099-12-31T00:00:00Z"})
    void understandsWhatDuplicityUnderstands(String text, Instant expected) {
        assertThat(parse(text, "UTC", ':')).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-07-05, Europe/Berlin, 2024-07-04T23:00:00Z", "2024-01-05, Europe/Berlin, 2024-01-04T23:00:00Z",
        "2024-07-05T10:20:30, Europe/Berlin, 2024-07-05T09:20:30Z", "20240705Z, Europe/Berlin, 2024-07-04T23:00:00Z",
        "20240705T102030Z, Europe/Berlin, 2024-07-05T10:20:30Z", "2024-07-05, America/New_York, 2024-07-05T05:00:00Z",
        "2012-07-05, Europe/Moscow, 2012-07-04T20:00:00Z", "2024-07-05, Asia/Kolkata, 2024-07-04T18:30:00Z",
        "2024-01-05, Australia/Sydney, 2024-01-04T14:00:00Z", "2024-01-05, Europe/Dublin, 2024-01-04T23:00:00Z",
        "2024-07-05, Africa/Casablanca, 2024-07-04T23:00:00Z"})
    void withoutAZoneItIsLocalStandardTime(String text, String zone, Instant expected) {
        assertThat(parse(text, zone, ':')).isEqualTo(expected);
    }

    @Test
    void theSeparatorStandsForColons() {
        assertThat(parse("2024-07-05T10_20_30+02_00", "UTC", '_')).isEqualTo("2024-07-05T08:20:30Z");
        assertThat(parse("2024-07-05", "UTC", '_')).isEqualTo("2024-07-05T00:00:00Z");
        assertThatThrownBy(() -> parse("2024-07-05T10:20:30+02:00", "UTC", '_')).isInstanceOf(BactrianException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NOW", " now", "now ", "1.5", "-5", "2024-01-05T10:20:30z", "2024-01-05t10:20:30", "1d", "1S", "D",
        "1D2", "1D ", "24-01-05", "02024-01-05", "1900-12-31", "2100-01-01", "2024-00-05", "2024-01-00", "2024-01-32", "13-01-2024",
        "2024-01-05 ", "2024-01-05T25:00:00Z", "2024-01-05T24:00:00Z", "2024-01-05T10:60:30Z", "2024-01-05T10:20:62Z",
        "2024-01-05T10:20:30X", "2024-01-05T10:20:30+0200", "2024-01-05T10:20:30+2:00", "2024-01-05T10:20:30.5Z", "2024-01-05T10:20",
        "2024-1-5T1:2:3Z", "20240105T1020300Z", "2024-01-05Z", "20240105z", "99991231T235959Z", "\u0663", "bogus"})
    void refusesWhatDuplicityRefuses(String text) {
        assertThatThrownBy(() -> parse(text, "UTC", ':')).isInstanceOfSatisfying(BactrianException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.USAGE);
            assertThat(e).hasMessage("Bad time string \"'" + text + "'\"");
            assertThat(e.guidance()).contains("2002-04-26T04:22:01-07:00");
        });
    }

    @Property(tries = 1000, seed = "20240101")
    void nothingButAUsageErrorComesOfAnyText(@ForAll String text) {
        try {
            assertThat(parse(text, "UTC", ':')).isNotNull();
        } catch (BactrianException e) {
            assertThat(e.kind()).isEqualTo(ErrorKind.USAGE);
        }
    }

    @Test
    void showsTimesAsDuplicityDoes() {
        Instant time = Instant.parse("2024-01-05T09:08:07Z");
        assertThat(TimeText.asctime(time, ZoneId.of("UTC"))).isEqualTo("Fri Jan  5 09:08:07 2024");
        assertThat(TimeText.asctime(Instant.parse("2024-07-15T00:00:00Z"), ZoneId.of("Europe/Berlin"))).isEqualTo("Mon Jul 15 02:00:00 2024");
        assertThat(TimeText.compact(time)).isEqualTo("20240105T090807Z");
        assertThat(TimeText.w3c(time, ZoneId.of("UTC"), ':')).isEqualTo("2024-01-05T09:08:07Z");
        assertThat(TimeText.w3c(time, ZoneId.of("Asia/Kolkata"), '_')).isEqualTo("2024-01-05T14_38_07+05_30");
    }
}
