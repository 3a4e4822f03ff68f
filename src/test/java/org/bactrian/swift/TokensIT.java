package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bactrian.swift.http.RequestBody;
import org.bactrian.swift.identity.Credentials;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of five seconds, on a real Keystone and Swift, under parallel uploads; and two projects side by side. */
@NeedsPeer("openstack")
class TokensIT {
    private static final int THREADS = 6;
    private static final Duration RUN = Duration.ofSeconds(12);

    @BeforeAll
    static void shortTokens() throws Exception {
        Cluster.up(Map.of("OPENSTACK_TOKEN_SECONDS", "5"));
    }

    @AfterAll
    static void longTokens() throws Exception {
        Cluster.up(Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v3"})
    void tokensEndInMidRunAndOneLoginServesAll(String env) throws Exception {
        SwiftClient client = Cluster.client(env);
        Cluster.remove(client, "tokens-it");
        client.createContainer("tokens-it", Map.of());
        long before = client.account().logins();
        Instant end = Instant.now().plus(RUN);
        AtomicInteger count = new AtomicInteger();
        inParallel(() -> {
            while (Instant.now().isBefore(end)) {
                int n = count.incrementAndGet();
                pause();
                client.put("tokens-it", "o" + n, RequestBody.of(bytes(n)), PutOptions.NONE);
            }
        });
        assertThat(client.account().logins() - before).as("logins in " + RUN).isBetween(2L, 8L);
        for (int n = 1; n <= count.get(); n += 7) {
            assertThat(client.head("tokens-it", "o" + n).orElseThrow().etag()).isEqualTo(MockSwift.md5(bytes(n)));
        }
        Cluster.remove(client, "tokens-it");
    }

    @Test
    void aTokenThatNoServerKnowsIsReplacedOnceForAll() throws Exception {
        SwiftClient client = Cluster.client("v3");
        Cluster.remove(client, "tokens-it");
        client.createContainer("tokens-it", Map.of());
        client.account().spoilToken();
        long before = client.account().logins();
        inParallel(() -> client.put("tokens-it", "o" + Thread.currentThread().getId(), RequestBody.of(bytes(70_000)), PutOptions.NONE));
        assertThat(client.account().logins() - before).isEqualTo(1);
        assertThat(client.list("tokens-it", Map.of())).hasSize(THREADS).allSatisfy(o -> assertThat(o.etag()).isEqualTo(MockSwift.md5(bytes(70_000))));
        Cluster.remove(client, "tokens-it");
    }

    @Test
    void twoProjectsInOneProcessNeverMix() throws Exception {
        Credentials vault = Cluster.credentials("v3-vault");
        try (SwiftRoutes routes = new SwiftRoutes(Cluster.credentials("v3"))) {
            routes.context().getRegistry().bind("vault", vault);
            Cluster.client("v3").createContainer("mixed-it", Map.of());
            Cluster.client("v3-vault").createContainer("mixed-it", Map.of());
            AtomicInteger count = new AtomicInteger();
            Instant end = Instant.now().plus(RUN);
            inParallel(() -> {
                while (Instant.now().isBefore(end)) {
                        int n = count.incrementAndGet();
                    pause();
                    Map<String, Object> headers = new HashMap<>(SwiftRoutes.object("swift://mixed-it", (n % 2 == 0 ? "vault" : "backup") + n));
                    if (n % 2 == 0) {
                        headers.put(org.bactrian.swift.camel.SwiftHeaders.ACCOUNT, "vault");
                    }
                    routes.call("put", bytes(n), headers);
                }
            });
            assertThat(Cluster.client("v3").list("mixed-it", Map.of())).isNotEmpty().allSatisfy(o -> assertThat(o.name()).startsWith("backup"));
            assertThat(Cluster.client("v3-vault").list("mixed-it", Map.of())).isNotEmpty().allSatisfy(o -> assertThat(o.name()).startsWith("vault"));
        } finally {
            Cluster.remove(Cluster.client("v3"), "mixed-it");
            Cluster.remove(Cluster.client("v3-vault"), "mixed-it");
        }
    }

    /** Keeps the number of objects small: they all have to be removed again. */
    private static void pause() {
        try {
            Thread.sleep(150);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] bytes(int n) {
        byte[] bytes = new byte[1000 + n];
        new SplittableRandom(n).nextBytes(bytes);
        return bytes;
    }

    private static void inParallel(Runnable work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            all.add(pool.submit(work));
        }
        for (Future<?> one : all) {
            one.get(60, TimeUnit.SECONDS);
        }
        pool.shutdown();
    }
}
