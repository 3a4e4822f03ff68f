package org.bactrian.chain.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bactrian.chain.StoreListing.day;
import static org.bactrian.chain.StoreListing.id;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.bactrian.chain.Goldens;
import org.bactrian.chain.SetId;
import org.bactrian.error.BactrianException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {
    private static final String FULL = "v3-plain/remote/duplicity-full.20240101T000000Z.jsonstat.gz";
    private static final String SECOND = "v3-plain/remote/duplicity-inc.20240102T000000Z.to.20240103T000000Z.jsonstat.gz";

    private static byte[] golden(String file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(Goldens.path(file)))) {
            return in.readAllBytes();
        }
    }

    private static JsonStat read(byte[] bytes) throws IOException {
        return JsonStat.read(new ByteArrayInputStream(bytes), "J");
    }

    @Test
    void theBlockIsDuplicitys() throws IOException {
        List<String> printed = Files.readAllLines(Goldens.path("v3-plain/expected/backup-0.txt"));
        int begin = printed.indexOf("--------------[ Backup Statistics ]--------------");
        Statistics statistics = read(golden(FULL)).statistics();
        statistics.add(Counter.TOTAL_DESTINATION_SIZE_CHANGE, 35878);
        assertThat(statistics.lines(ZoneId.of("UTC"))).isEqualTo(printed.subList(begin, begin + 17));
    }

    @Test
    void readsDuplicitysJson() throws IOException {
        JsonStat stat = read(golden(SECOND));
        assertThat(stat.statistics().get(Counter.SOURCE_FILES)).isEqualTo(6);
        assertThat(stat.statistics().get(Counter.NEW_FILE_SIZE)).isEqualTo(4100);
        assertThat(stat.statistics().get(Counter.TOTAL_DESTINATION_SIZE_CHANGE)).isZero();
        assertThat(stat.statistics().startTime()).isEqualTo("2026-11-22T22:30:30.304230Z");
        assertThat(stat.meta()).isEqualTo(new JsonStat.Meta("inc", false, day(1), 1, 0, "file:///srv/golden/remote/v3-plain",
                "/srv/golden/source", List.of("duplicity-full.20240101T000000Z.jsonstat.gz",
                        "duplicity-inc.20240101T000000Z.to.20240102T000000Z.jsonstat.gz")));
    }

    @Test
    void writesItLikeDuplicityToTheByte() throws IOException {
        for (String file : List.of(FULL, SECOND)) {
            String original = new String(golden(file), UTF_8);
            String written = new String(read(golden(file)).toBytes(), UTF_8);
            // the original took the difference before it rounded, and does not know the size
            assertThat(withoutElapsed(written)).isEqualTo(withoutElapsed(original).replace("SizeChange\": null", "SizeChange\": 0"));
        }
    }

    private static String withoutElapsed(String json) {
        assertThat(json).contains("\"ElapsedTime\": 0.0");
        return json.replaceAll("\"ElapsedTime\": [0-9.]*", "");
    }

    @Test
    void comesBack() throws IOException {
        Statistics statistics = new Statistics();
        statistics.start(Instant.parse("2024-01-01T00:00:00.25Z"));
        statistics.end(Instant.parse("2024-01-01T01:00:02.50Z"));
        for (Counter counter : Counter.values()) {
            statistics.add(counter, 1L << 40 + counter.ordinal());
        }
        JsonStat.Meta meta = new JsonStat.Meta("full", true, day(1), 0, 2, "swift://caf\u00e9", "/srv/\"x\"", List.of());
        JsonStat read = read(new JsonStat(statistics, meta).toBytes());
        assertThat(read.meta()).isEqualTo(meta);
        assertThat(read.statistics().lines(ZoneId.of("UTC"))).isEqualTo(statistics.lines(ZoneId.of("UTC")))
                .contains("ElapsedTime 3602.25 (1 hour 2.25 seconds)");
        assertThat(new JsonStat(statistics, meta).toJson()).isASCII();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{", "{\"StartTime\": 1e400}", "{\"StartTime\": -1}", "{\"StartTime\": 1e300}"})
    void damageIsNamed(String json) {
        assertThatThrownBy(() -> read(json.getBytes(UTF_8))).isInstanceOf(BactrianException.class).hasMessageContaining("The statistics J");
    }

    @Test
    void deepNestingIsDamage() {
        assertThatThrownBy(() -> read("{\"a\":".repeat(10_000).getBytes(UTF_8))).isInstanceOf(BactrianException.class);
    }

    @Test
    void strangeFieldsCountAsNothing() throws IOException {
        JsonStat stat = read("{\"SourceFiles\": \"x\", \"backup_meta\": 7, \"more\": {}}".getBytes(UTF_8));
        assertThat(stat.statistics().get(Counter.SOURCE_FILES)).isZero();
        assertThat(stat.meta().action()).isEmpty();
    }

    @Test
    void manyThreadsMayCount() {
        Statistics statistics = new Statistics();
        IntStream.range(0, 100_000).parallel().forEach(i -> statistics.count(Counter.SOURCE_FILES));
        assertThat(statistics.get(Counter.SOURCE_FILES)).isEqualTo(100_000);
    }

    @Test
    void setsHaveAKey() {
        assertThat(JsonStat.key(SetId.full(day(1)))).isEqualTo("full-20240101T000000Z");
        assertThat(JsonStat.key(id(1, 2))).isEqualTo("inc-20240102T000000Z");
    }
}
