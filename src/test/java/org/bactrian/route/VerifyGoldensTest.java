package org.bactrian.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.bactrian.pgp.KeyFile;
import org.bactrian.pgp.Keys;
import org.bactrian.pgp.Passphrase;
import org.bactrian.pgp.PgpSeal;
import org.bactrian.request.BackupRequest.SelectionOptions;
import org.bactrian.request.ReadRequest;
import org.bactrian.request.ReadRequest.OwnerMode;
import org.bactrian.request.TargetOptions;
import org.bactrian.seal.SealProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Chains of the real duplicity, restored to each of their times, have no difference to what was restored. */
class VerifyGoldensTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");
    private static final Instant TIME_0 = Instant.parse("2024-01-01T00:00:00Z");
    private static final int DAY = 86_400;

    private static ShippedRoutes routes;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        routes = new ShippedRoutes();
    }

    @AfterAll
    static void stop() {
        routes.close();
    }

    static Stream<String> chains() throws IOException {
        try (Stream<Path> all = Files.list(GOLDENS)) {
            return all.filter(Files::isDirectory).map(chain -> chain.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("chains")
    void eachTimeRestoredVerifiesClean(String chain) throws IOException {
        assumeTrue(ShippedRoutes.isRoot(), "the chains have owners and devices that only root can make");
        SealProvider seals = seals(chain);
        int times = chain.equals("chains") ? 9 : (int) Stream.of(0, 1, 2)
                .filter(time -> Files.exists(GOLDENS.resolve(chain + "/tree-" + time + ".tsv"))).count();
        for (int time = 0; time < times; time++) {
            Path restored = folder.resolve("restored-" + time);
            Instant at = TIME_0.plusSeconds((long) time * DAY);
            assertThat(routes.ask("restore", request(chain, at, restored, false), seals).failure()).isNull();
            for (boolean data : new boolean[] {true, false}) {
                ShippedRoutes.Answer answer = routes.ask("verify", request(chain, at, restored, data), seals);
                assertThat(answer.failure()).isNull();
                assertThat(answer.findings()).as("%s at %d, data %s", chain, time, data).singleElement().asString()
                        .matches("Verify complete: \\d+ files? compared, 0 differences found\\.");
                assertThat(answer.entryErrors()).isZero();
            }
        }
    }

    private ReadRequest request(String chain, Instant time, Path against, boolean data) {
        TargetOptions.Prefixes prefixes = chain.equals("names-prefix")
                ? new TargetOptions.Prefixes("p-", "a-", "m-", "s-", "") : TargetOptions.Prefixes.NONE;
        TargetOptions target = new TargetOptions(
                TargetOptions.of("file://" + GOLDENS.resolve(chain + "/remote").toAbsolutePath()).target(),
                folder.resolve("cache").toString(), "name", prefixes, TargetOptions.NameStyle.LONG, null, false, false, false);
        return new ReadRequest(target, time, new byte[0], against, OwnerMode.NAMES, data, false, SelectionOptions.EVERYTHING,
                List.of(), false);
    }

    private static SealProvider seals(String chain) {
        if (!List.of("pubkey", "hidden", "symmetric", "names-short-enc").contains(chain)) {
            return ShippedRoutes.gzip();
        }
        Keys keys = new Keys(List.of(new KeyFile(GOLDENS.resolve("pubkey/secret-key.asc"))), Clock.systemUTC());
        return ShippedRoutes.seals(PgpSeal.builder().keys(keys).passphrase(Passphrase.of("test")).build());
    }
}
