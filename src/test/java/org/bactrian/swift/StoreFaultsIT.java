package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.converter.stream.InputStreamCache;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.store.StoreHeaders;
import org.bactrian.store.StoredObject;
import org.bactrian.swift.identity.Credentials;
import org.bactrian.swift.identity.Setting;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real Swift whose proxy breaks chosen requests, under the routes as shipped. What must hold whatever breaks: a put
 * that returns has stored these very bytes, a get that ends has given them, and all else is an exception.
 */
@NeedsPeer("openstack")
class StoreFaultsIT {
    private static final String CONTAINER = "faults-it";
    private static final String TARGET = "swift://" + CONTAINER;
    private static final byte[] DATA = new byte[400_000];
    private static SwiftRoutes routes;
    private static SwiftClient plain;

    static {
        new Random(3).nextBytes(DATA);
    }

    @BeforeAll
    static void start() throws Exception {
        routes = new SwiftRoutes(SwiftAccount.of(Cluster.credentials("v1").orElse(Setting.READ_TIMEOUT, "3")));
        plain = Cluster.client("v1");
    }

    @AfterAll
    static void stop() {
        if (routes != null) {
            routes.close();
            Cluster.remove(plain, CONTAINER);
        }
    }

    @BeforeEach
    void freshContainer() {
        Cluster.remove(plain, CONTAINER);
        plain.createContainer(CONTAINER, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{'method':'PUT','path':'/vol','status':503,'times':2}",
        "{'method':'PUT','path':'/vol','status':503,'times':1,'drain':false}",
        "{'method':'PUT','path':'/vol','status':429,'times':1,'headers':{'Retry-After':'1'}}",
        "{'method':'PUT','path':'/vol','status':498,'times':3}",
        "{'method':'PUT','path':'/vol','status':500,'times':1,'late':true}",
        "{'method':'PUT','path':'/vol','status':401,'times':1}",
        "{'method':'PUT','path':'/vol','status':201,'times':1,'headers':{'ETag':'d41d8cd98f00b204e9800998ecf8427e'}}",
        "{'method':'PUT','path':'/vol','status':201,'times':1}",
        "{'method':'PUT','path':'/vol','drop':true,'times':2}",
        "{'method':'PUT','path':'/vol','drop':true,'late':true,'times':1}",
        "{'method':'PUT','path':'/vol','delay':4,'times':1}",
        "{'method':'GET','path':'/vol','status':503,'times':2}",
        "{'method':'GET','path':'/vol','drop':true,'times':1}",
        "{'method':'GET','path':'/vol','cut':100000,'times':2}",
        "{'method':'GET','path':'/vol','cut':0,'times':1}",
        "{'method':'GET','path':'faults-it$','status':500,'times':1}",
        "{'method':'GET','path':'faults-it$','cut':10,'times':1}",
        "{'method':'GET','path':'faults-it$','delay':4,'times':1}",
        "{'method':'HEAD','path':'/vol','status':502,'times':1}",
        "{'method':'HEAD','path':'/vol','drop':true,'times':1}",
        "{'method':'DELETE','path':'/vol','status':503,'times':1}",
        "{'method':'DELETE','path':'/vol','drop':true,'late':true,'times':1}"})
    void whatPassesIsOvercome(String rule) throws Exception {
        try (AutoCloseable faults = Cluster.faults("[" + rule.replace('\'', '"') + "]")) {
            routes.call("put", new InputStreamCache(DATA), put("vol1"));
            assertThat(list()).extracting(StoredObject::name).containsExactly("vol1");
            assertThat(((StoredObject) routes.call("stat", null, SwiftRoutes.object(TARGET, "vol1"))).size()).isEqualTo(DATA.length);
            try (InputStream in = (InputStream) routes.call("get", null, SwiftRoutes.object(TARGET, "vol1"))) {
                assertThat(in.readAllBytes()).isEqualTo(DATA);
            }
            assertThat(plain.head(CONTAINER, "vol1").orElseThrow().etag()).isEqualTo(MockSwift.md5(DATA));
            routes.call("delete", null, SwiftRoutes.object(TARGET, "vol1"));
        }
        assertThat(plain.head(CONTAINER, "vol1")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"400, STORE_FAILED", "401, CONNECTION_FAILED", "403, STORE_PERMISSION", "404, STORE_NOT_FOUND", "411, STORE_FAILED", "413, STORE_NO_SPACE",
        "507, STORE_NO_SPACE", "503, STORE_FAILED"})
    void whatStaysIsReportedAndNothingIsStored(int status, ErrorKind kind) throws Exception {
        try (AutoCloseable faults = Cluster.faults("[{\"method\":\"PUT\",\"path\":\"/vol\",\"status\":" + status + "}]")) {
            long before = Cluster.logged("proxy", "PUT /v1/AUTH_backup/" + CONTAINER + "/vol1 HTTP/");
            assertThatThrownBy(() -> routes.call("put", new InputStreamCache(DATA), put("vol1"))).satisfies(e -> {
                BactrianException failure = StoreRoutesIT.failure(e);
                assertThat(failure.kind()).isEqualTo(kind);
                assertThat(failure.getMessage()).contains("swift://faults-it/vol1", Integer.toString(status));
                assertThat(failure.guidance()).isNotEmpty();
            });
            long attempts = Cluster.logged("proxy", "PUT /v1/AUTH_backup/" + CONTAINER + "/vol1 HTTP/") - before;
            assertThat(attempts).isEqualTo(status == 503 ? 6 : status == 401 ? 2 : 1);
        }
        assertThat(plain.head(CONTAINER, "vol1")).isEmpty();
    }

    @Test
    void aLostAnswerIsNotSentAgain() throws Exception {
        long before = Cluster.logged("proxy", "PUT /v1/AUTH_backup/" + CONTAINER + "/vol1 HTTP/");
        try (AutoCloseable faults = Cluster.faults("[{\"method\":\"PUT\",\"path\":\"/vol\",\"drop\":true,\"late\":true,\"times\":1}]")) {
            routes.call("put", new InputStreamCache(DATA), put("vol1"));
        }
        assertThat(Cluster.logged("proxy", "PUT /v1/AUTH_backup/" + CONTAINER + "/vol1 HTTP/") - before).isEqualTo(1);
    }

    @Test
    void aFlippedByteIsFound() throws Exception {
        routes.call("put", new InputStreamCache(DATA), put("vol1"));
        try (AutoCloseable faults = Cluster.faults("[{\"method\":\"GET\",\"path\":\"/vol\",\"flip\":123456}]");
                InputStream in = (InputStream) routes.call("get", null, SwiftRoutes.object(TARGET, "vol1"))) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOfSatisfying(BactrianException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.HASH_MISMATCH));
        }
    }

    @Test
    void aServerThatTricklesIsSlowNotGone() throws Exception {
        routes.call("put", new InputStreamCache(DATA), put("vol1"));
        try (AutoCloseable faults = Cluster.faults("[{\"method\":\"GET\",\"path\":\"/vol\",\"rate\":100000}]");
                InputStream in = (InputStream) routes.call("get", null, SwiftRoutes.object(TARGET, "vol1"))) {
            assertThat(in.readAllBytes()).isEqualTo(DATA); // takes longer than the time of silence
        }
    }

    @Test
    void theServersWishToWaitIsGranted() throws Exception {
        long begun = System.nanoTime();
        try (AutoCloseable faults = Cluster.faults(
                "[{\"method\":\"PUT\",\"path\":\"/vol\",\"status\":503,\"times\":1,\"headers\":{\"Retry-After\":\"2\"}}]")) {
            routes.call("put", new InputStreamCache(DATA), put("vol1"));
        }
        assertThat(System.nanoTime() - begun).isGreaterThan(2_000_000_000L);
    }

    @Test
    void aQuotaIsNamed() {
        plain.updateContainer(CONTAINER, Map.of("X-Container-Meta-Quota-Bytes", "5000"));
        assertThatThrownBy(() -> routes.call("put", new InputStreamCache(DATA), put("vol1"))).satisfies(e -> {
            assertThat(StoreRoutesIT.failure(e).kind()).isEqualTo(ErrorKind.STORE_NO_SPACE);
            assertThat(StoreRoutesIT.failure(e).guidance()).contains("quota");
        });
    }

    @Test
    void anObjectServerThatStopsIsWaitedFor() throws Exception {
        Credentials patient = Cluster.credentials("v1").orElse(Setting.READ_TIMEOUT, "15");
        Cluster.signal("object", "STOP");
        Thread healer = new Thread(() -> {
            try {
                Thread.sleep(11_000); // the proxy gives up after ten seconds: one 503 at least
                Cluster.signal("object", "CONT");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        healer.start();
        try (SwiftRoutes own = new SwiftRoutes(SwiftAccount.of(patient))) {
            own.call("put", new InputStreamCache(DATA), put("vol1"));
        } finally {
            healer.join();
        }
        assertThat(plain.head(CONTAINER, "vol1").orElseThrow().etag()).isEqualTo(MockSwift.md5(DATA));
    }

    @Test
    void aProxyKilledWhileABodyIsOnItsWayLeavesNoHalfObject() throws Exception {
        byte[] slow = Arrays.copyOf(DATA, 200_000);
        Thread killer = new Thread(() -> {
            try {
                Thread.sleep(700);
                Cluster.signal("proxy", "KILL");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        SwiftAccount account = SwiftAccount.of(Cluster.credentials("v1"));
        new SwiftClient(account).headContainer(CONTAINER);
        killer.start();
        try {
            assertThatThrownBy(() -> new SwiftClient(account).put(CONTAINER, "vol1",
                    org.bactrian.swift.http.RequestBody.once(new Trickle(slow), slow.length), PutOptions.NONE))
                    .isInstanceOfSatisfying(SwiftFailure.class, e -> assertThat(e.isRetryable()).isTrue());
        } finally {
            killer.join();
            Cluster.up(Map.of());
        }
        assertThat(plain.head(CONTAINER, "vol1")).isEmpty();
        routes.call("put", new InputStreamCache(DATA), put("vol1"));
    }

    /** 20 KB each 100 ms. */
    private static final class Trickle extends InputStream {
        private final byte[] bytes;
        private int position;

        Trickle(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("not used");
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            int n = Math.min(Math.min(20_000, length), bytes.length - position);
            System.arraycopy(bytes, position, into, offset, n);
            position += n;
            return n == 0 ? -1 : n;
        }
    }

    @SuppressWarnings("unchecked")
    private static List<StoredObject> list() {
        return (List<StoredObject>) routes.call("list", null, Map.of(StoreHeaders.TARGET, TARGET, StoreHeaders.CREATE, true));
    }

    private static Map<String, Object> put(String name) {
        Map<String, Object> headers = new HashMap<>(SwiftRoutes.object(TARGET, name));
        headers.put(StoreHeaders.LENGTH, (long) DATA.length);
        headers.put(StoreHeaders.MD5, MockSwift.md5(DATA));
        return headers;
    }
}
