package org.bactrian.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameSchemeTest {
    private static final Instant DAY_1 = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant DAY_2 = Instant.parse("2024-01-02T00:00:00Z");
    private static final NameScheme LONG = NameScheme.standard();
    private static final NameScheme SHORT = new NameScheme(NameStyle.SHORT, ':', Prefixes.NONE, ZoneId.of("UTC"));

    @ParameterizedTest
    @CsvSource({
        "duplicity-full.20240101T000000Z.vol12.difftar.gz, df.s6k2o0.c.dt.z, VOLUME, 12, GZIP, false",
        "duplicity-full.20240101T000000Z.vol1.difftar, df.s6k2o0.1.dt, VOLUME, 1, PLAIN, false",
        "duplicity-full.20240101T000000Z.manifest.gpg, df.s6k2o0.m.g, MANIFEST, 0, OPENPGP, false",
        "duplicity-full.20240101T000000Z.manifest.part, df.s6k2o0.m.p, MANIFEST, 0, PLAIN, true",
        "duplicity-full-signatures.20240101T000000Z.sigtar.part.gz, dfs.s6k2o0.st.p.z, SIGNATURES, 0, GZIP, true",
        "duplicity-full-signatures.20240101T000000Z.sigtar.p7m, dfs.s6k2o0.st.p7m, SIGNATURES, 0, CMS, false"})
    void readsAndWritesFulls(String name, String shortName, ObjectKind kind, int volume, Packing packing, boolean partial) {
        ObjectName expected = new ObjectName(kind, SetId.full(DAY_1), volume, packing, partial);
        assertThat(LONG.parse(name)).contains(expected);
        assertThat(LONG.format(expected)).isEqualTo(name);
        assertThat(LONG.parse(shortName)).contains(expected);
        assertThat(SHORT.format(expected)).isEqualTo(shortName);
    }

    @ParameterizedTest
    @CsvSource({
        "duplicity-inc.20240101T000000Z.to.20240102T000000Z.vol3.difftar.gpg, di.s6k2o0.s6lxc0.3.dt.g, VOLUME, 3, OPENPGP",
        "duplicity-inc.20240101T000000Z.to.20240102T000000Z.manifest, di.s6k2o0.s6lxc0.m, MANIFEST, 0, PLAIN",
        "duplicity-new-signatures.20240101T000000Z.to.20240102T000000Z.sigtar.gz, dns.s6k2o0.s6lxc0.st.z, SIGNATURES, 0, GZIP"})
    void readsAndWritesIncrements(String name, String shortName, ObjectKind kind, int volume, Packing packing) {
        ObjectName expected = new ObjectName(kind, SetId.increment(DAY_1, DAY_2), volume, packing, false);
        assertThat(LONG.parse(name)).contains(expected);
        assertThat(LONG.format(expected)).isEqualTo(name);
        assertThat(LONG.parse(shortName)).contains(expected);
        assertThat(SHORT.format(expected)).isEqualTo(shortName);
    }

    @Test
    void statisticsHaveNoShortName() {
        ObjectName name = SetId.increment(DAY_1, DAY_2).jsonstat(Packing.GZIP);
        String text = "duplicity-inc.20240101T000000Z.to.20240102T000000Z.jsonstat.gz";
        assertThat(SHORT.format(name)).isEqualTo(LONG.format(name)).isEqualTo(text);
        assertThat(SHORT.parse(text)).contains(name);
    }

    @Test
    void oldNamesShowLocalTime() {
        NameScheme newYork = new NameScheme(NameStyle.OLD, '_', Prefixes.NONE, ZoneId.of("America/New_York"));
        ObjectName name = SetId.full(DAY_1).manifest(Packing.PLAIN);
        assertThat(newYork.format(name)).isEqualTo("duplicity-full.2023-12-31T19_00_00-05_00.manifest");
        assertThat(newYork.parse("duplicity-full.2023-12-31T19_00_00-05_00.manifest")).contains(name);
        assertThat(LONG.parse("duplicity-full.2024-01-01T00:00:00Z.manifest")).contains(name);
        assertThat(LONG.parse("duplicity-full.2023-12-31T19:00:00-05:00.manifest")).contains(name);
    }

    @Test
    void aTimeSeparatorMayBeADot() {
        NameScheme dots = new NameScheme(NameStyle.OLD, '.', Prefixes.NONE, ZoneId.of("UTC"));
        ObjectName name = SetId.increment(DAY_1, DAY_2).volume(2, Packing.GZIP);
        assertThat(dots.parse(dots.format(name))).contains(name);
    }

    @Test
    void prefixesAreWrittenAndDemanded() {
        NameScheme scheme = new NameScheme(NameStyle.LONG, ':', new Prefixes("p-", "a-", "m-", "s-", "j-"), ZoneId.of("UTC"));
        ObjectName volume = SetId.full(DAY_1).volume(1, Packing.GZIP);
        assertThat(scheme.format(volume)).isEqualTo("p-a-duplicity-full.20240101T000000Z.vol1.difftar.gz");
        assertThat(scheme.format(SetId.full(DAY_1).jsonstat(Packing.GZIP))).startsWith("p-j-duplicity-full.");
        assertThat(scheme.parse("p-a-duplicity-full.20240101T000000Z.vol1.difftar.gz")).contains(volume);
        assertThat(scheme.parse("p-a-df.s6k2o0.1.dt.z")).contains(volume);
        assertThat(scheme.parse("p-m-duplicity-full.20240101T000000Z.vol1.difftar.gz")).isEmpty();
        assertThat(scheme.parse("duplicity-full.20240101T000000Z.vol1.difftar.gz")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"duplicity-full.20240101T000000Z.vol1.difftar.gpg.bak", "duplicity-full.20240101T000000Z.manifest.",
        "duplicity-full.20240101T000000Z.vol1.difftar.gz.part", "df.s6k2o0.m.old"})
    void anyOtherSuffixIsRecognisedAsUnknownPacking(String name) {
        assertThat(LONG.parse(name)).map(ObjectName::packing).contains(Packing.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "notes.txt", "duplicity-full.20240101T000000Z.vol0.difftar.gz", "df.s6k2o0.0.dt.z",
        "duplicity-full.20240101T000000Z.vol99999999999999999999.difftar", "duplicity-full.20240101T000000Z.manifestx",
        "Duplicity-full.20240101T000000Z.manifest", "df.S6K2O0.m", "xduplicity-full.20240101T000000Z.manifest",
        "duplicity-full.3D.manifest", "duplicity-full.now.manifest", "duplicity-full.x.y.manifest", "duplicity-full..manifest",
        "duplicity-full.20240101T000000Z.VOL2.difftar.gz", "df.zzzzzzzzzzzzzzzzzz.m", "duplicity-full.19691231T235959Z.manifest"})
    void otherNamesAreNobodys(String name) {
        assertThat(LONG.parse(name)).isEmpty();
    }

    @Test
    void timesInNamesAreAsLiberalAsDuplicitys() {
        Optional<ObjectName> volume = Optional.of(SetId.full(DAY_1).volume(2, Packing.PLAIN));
        assertThat(LONG.parse("duplicity-full.2024-01-01.vol2.difftar")).isEqualTo(volume);
        assertThat(LONG.parse("duplicity-full.1704067200.vol02.difftar")).isEqualTo(volume);
        assertThat(LONG.parse("duplicity-full.20240101t000000z.vol2.difftar")).isEqualTo(volume);
    }

    @Test
    void hostileNamesCostLittle() {
        String hostile = "duplicity-inc." + ".to.".repeat(240) + "x";
        org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 1000; i++) {
                assertThat(LONG.parse(hostile)).isEmpty();
            }
        });
        assertThat(LONG.parse("duplicity-full." + "1".repeat(5000) + ".manifest")).isEmpty();
    }

    @Test
    void aDashCannotSeparateTimes() {
        assertThatThrownBy(() -> new NameScheme(NameStyle.OLD, '-', Prefixes.NONE, ZoneId.of("UTC")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("Dash ('-') not valid for time-separator.");
    }

    @Test
    void everyGoldenObjectIsRecognisedAndWrittenBack() throws IOException {
        for (String chain : Goldens.names(".")) {
            NameStyle style = chain.startsWith("names-short") ? NameStyle.SHORT : chain.equals("names-old") ? NameStyle.OLD : NameStyle.LONG;
            Prefixes prefixes = chain.equals("names-prefix") ? new Prefixes("p-", "a-", "m-", "s-", "") : Prefixes.NONE;
            NameScheme scheme = new NameScheme(style, ':', prefixes, ZoneId.of("UTC"));
            for (String folder : new String[] {"remote", "archive", "remote-interrupted", "archive-interrupted"}) {
                if (java.nio.file.Files.isDirectory(Goldens.path(chain + "/" + folder))) {
                    for (String name : Goldens.names(chain + "/" + folder)) {
                        assertThat(scheme.parse(name).map(scheme::format)).as(name).contains(name);
                    }
                }
            }
        }
    }

    @Property(tries = 500, seed = "20240101")
    void everyNameComesBack(@ForAll("names") ObjectName name, @ForAll NameStyle style, @ForAll("zones") String zone) {
        NameScheme scheme = new NameScheme(style, ':', new Prefixes("x", "", "m.", "", ""), ZoneId.of(zone));
        String text = scheme.format(name);
        assertThat(scheme.parse(text)).as(text).contains(name);
        assertThat(new NameScheme(NameStyle.LONG, ':', scheme.prefixes(), scheme.zone()).parse(text)).contains(name);
    }

    @Property(tries = 1000, seed = "20240101")
    void noTextBreaksTheReader(@ForAll String text) {
        assertThat(LONG.parse(text)).isNotNull();
        assertThat(LONG.parse("duplicity-full." + text)).isNotNull();
        assertThat(LONG.parse("di." + text + ".1.m")).isNotNull();
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of("UTC", "America/New_York", "Asia/Kolkata", "Europe/Berlin");
    }

    @Provide
    Arbitrary<ObjectName> names() {
        Arbitrary<Instant> times = Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond);
        Arbitrary<SetId> sets = Combinators.combine(times, times, Arbitraries.of(true, false))
                .as((start, time, full) -> full ? SetId.full(time) : SetId.increment(start, time));
        return Combinators.combine(sets, Arbitraries.of(ObjectKind.class), Arbitraries.integers().between(1, 999_999_999),
                Arbitraries.of(Packing.PLAIN, Packing.GZIP, Packing.OPENPGP, Packing.CMS), Arbitraries.of(true, false))
                .as((set, kind, volume, packing, partial) -> new ObjectName(kind, set, kind == ObjectKind.VOLUME ? volume : 0,
                        packing, partial));
    }
}
