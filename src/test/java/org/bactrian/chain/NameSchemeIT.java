package org.bactrian.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks duplicity whether it takes a file for volume 2 of a set. */
@NeedsPeer("duplicity")
class NameSchemeIT {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"duplicity-full.20240101T000000Z.vol2.difftar.gz", "duplicity-full.20240101T000000Z.vol2.difftar",
        "duplicity-full.20240101T000000Z.vol02.difftar.gpg", "duplicity-full.20240101T000000Z.vol2.difftarx",
        "duplicity-full.20240101T000000Z.VOL2.difftar.gz", "Duplicity-full.20240101T000000Z.vol2.difftar.gz",
        "duplicity-full.20240101t000000z.vol2.difftar.gz", "df.s6k2o0.2.dt.z", "df.S6K2O0.2.dt.z", "df.0s6k2o0.2.dt", "df.s6k2o0.02.dt.z",
        "xduplicity-full.20240101T000000Z.vol2.difftar.gz", "duplicity-full.2024-01-01.vol2.difftar", "duplicity-full.1704067200.vol2.difftar",
        "duplicity-full.2024-01-01T00:00:00Z.vol2.difftar", "duplicity-full.2024-01-01T01:00:00+01:00.vol2.difftar",
        "duplicity-full.x.y.vol2.difftar.gz", "duplicity-full.20240101T000000Z.vol2.difftar.bz2", "duplicity-full.20240101T000000Z.vol2.difftar.gz.part"})
    void takesForAVolumeWhatDuplicityTakes(String name) throws Exception {
        Duplicity duplicity = new Duplicity(temp, Map.of()).holding(StoreListing.plain().full(1).names()).holding(List.of(name));
        Duplicity.Result result = duplicity.run("collection-status", duplicity.url(), "--no-encryption");
        boolean taken = result.output().contains("Total number of contained volumes: 2");
        assertThat(taken || result.output().contains("Total number of contained volumes: 1")).isTrue();
        assertThat(NameScheme.standard().parse(name).filter(SetId.full(StoreListing.day(1)).volume(2, Packing.GZIP)::equals).isPresent()
                || NameScheme.standard().parse(name).filter(n -> n.volume() == 2 && n.kind() == ObjectKind.VOLUME).isPresent()).isEqualTo(taken);
    }
}
