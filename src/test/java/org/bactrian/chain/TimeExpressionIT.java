package org.bactrian.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.bactrian.error.BactrianException;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Asks duplicity what a time means: it lists the chains that ended before that time, and there is one at each of three seconds
 * around the time we read.
 */
@NeedsPeer("duplicity")
class TimeExpressionIT {
    private static final Instant FAR = Instant.parse("2099-12-31T23:59:59Z");

    @TempDir
    private Path temp;

    private Duplicity.Result ask(Instant ours, String text, String zone, List<String> options) throws IOException, InterruptedException {
        StoreListing listing = StoreListing.plain();
        for (Instant time : List.of(ours.minusSeconds(1), ours, ours.plusSeconds(1), FAR)) {
            listing.manifest(SetId.full(time)).signatures(SetId.full(time));
        }
        Duplicity duplicity = new Duplicity(temp, Map.of("TZ", zone)).holding(listing.names());
        List<String> arguments = new java.util.ArrayList<>(List.of("remove-older-than", text, duplicity.url(), "--no-encryption"));
        arguments.addAll(options);
        return duplicity.run(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"86400, UTC", "20240105, Asia/Kolkata", "2024-07-05T10:20:30Z, Europe/Berlin", "2024-07-05T10:20:30+02:00, Europe/Berlin",
        "2024-07-05T10:20:30, Europe/Berlin", "2024-01-05T10:20:30, America/New_York", "2024-07-05T10:20:30, Australia/Sydney",
        "20240705T102030Z, Europe/Berlin", "2024-07-05, Europe/Berlin", "2024/7/5, America/New_York", "7-5-2024, Europe/Dublin",
        "1/5/2024, Europe/Dublin", "20240705Z, Africa/Casablanca", "2012-07-05, Europe/Moscow", "2024-02-31, UTC", "2023-02-29, UTC",
        "2024-01-05T10:20:61Z, UTC", "2024-01-05T10:20:30+02:75, UTC", "2099-12-30, UTC"})
    void readsTimesAsDuplicityDoes(String text, String zone) throws Exception {
        Instant ours = TimeExpression.parse(text, Clock.systemUTC(), ZoneId.of(zone), ':');
        Duplicity.Result result = ask(ours, text, zone, List.of());
        assertThat(result.output()).containsSequence("Found old backup chain at the following time:",
                TimeText.asctime(ours.minusSeconds(1), ZoneId.of(zone)), "Rerun command with --force option to actually delete.");
    }

    @ParameterizedTest
    @CsvSource({"2024-07-05T10_20_30+02_00", "2024-07-05T10_20_30"})
    void readsTheSeparatorAsDuplicityDoes(String text) throws Exception {
        Instant ours = TimeExpression.parse(text, Clock.systemUTC(), ZoneId.of("Europe/Berlin"), '_');
        Duplicity.Result result = ask(ours, text, "Europe/Berlin", List.of("--time-separator", "_"));
        assertThat(result.output()).containsSequence("Found old backup chain at the following time:",
                TimeText.asctime(ours.minusSeconds(1), ZoneId.of("Europe/Berlin")));
    }

    @ParameterizedTest
    @CsvSource({"NOW", "1.5", "2024-01-05T10:20:30z", "1d", "2024-01-05T24:00:00Z", "2024-01-05T10:20:62Z", "2100-01-01", "1900-12-31",
        "2024-01-32", "13-01-2024", "20240105z", "3D 5h", "99991231T235959Z", "2024-01-05T10:20:30+0200"})
    void refusesWhatDuplicityRefuses(String text) throws Exception {
        Duplicity.Result result = ask(StoreListing.day(1), text, "UTC", List.of());
        assertThat(result.exitCode()).isEqualTo(30);
        org.junit.jupiter.api.Assertions.assertThrows(BactrianException.class,
                () -> TimeExpression.parse(text, Clock.systemUTC(), ZoneId.of("UTC"), ':'));
    }

    @ParameterizedTest
    @CsvSource({"3D", "3D5h", "2h30m", "1M", "1Y", "1W", "90m"})
    void readsIntervalsAsDuplicityDoes(String text) throws Exception {
        Instant ours = TimeExpression.parse(text, Clock.systemUTC(), ZoneId.of("UTC"), ':');
        StoreListing listing = StoreListing.plain();
        for (Instant time : List.of(ours.minusSeconds(1), ours.plusSeconds(30), FAR)) {
            listing.manifest(SetId.full(time)).signatures(SetId.full(time));
        }
        Duplicity duplicity = new Duplicity(temp, Map.of()).holding(listing.names());
        assertThat(duplicity.run("remove-older-than", text, duplicity.url(), "--no-encryption").output()).containsSequence(
                "Found old backup chain at the following time:", TimeText.asctime(ours.minusSeconds(1), ZoneId.of("UTC")),
                "Rerun command with --force option to actually delete.");
    }
}
