package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.converter.stream.InputStreamCache;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.SealedInput;
import org.bactrian.store.StoreHeaders;
import org.bactrian.store.StoredObject;
import org.bactrian.swift.http.Digests;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The five routes of the store contract as shipped, on a real Swift, under every kind of login it has. */
@NeedsPeer("openstack")
class StoreRoutesIT {
    private static final String CONTAINER = "routes-it";
    private static final String TARGET = "swift://" + CONTAINER + "/some/prefix";
    private static final byte[] DATA = new byte[300_000];

    static {
        new Random(1).nextBytes(DATA);
    }

    private final String md5 = HexFormat.of().formatHex(Digests.md5().digest(DATA));

    @BeforeEach
    @AfterEach
    void clean() {
        for (String env : List.of("v1", "v3", "v3-vault")) {
            Cluster.remove(Cluster.client(env), CONTAINER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v3", "v3-vault"})
    void storesListsReadsAndRemoves(String env) throws Exception {
        try (SwiftRoutes routes = new SwiftRoutes(Cluster.credentials(env))) {
            assertThat(list(routes, true)).isEmpty();
            routes.call("put", sealed(), put("vol1"));
            routes.call("put", new InputStreamCache(DATA), put("vol2"));
            Cluster.client(env).put(CONTAINER, "some/prefix/deeper/foreign", org.bactrian.swift.http.RequestBody.of(DATA), PutOptions.NONE);

            assertThat(list(routes, false)).extracting(StoredObject::name).containsExactlyInAnyOrder("vol1", "vol2");
            assertThat(list(routes, false)).extracting(StoredObject::size).containsOnly((long) DATA.length);
            StoredObject stat = (StoredObject) routes.call("stat", null, SwiftRoutes.object(TARGET, "vol2"));
            assertThat(stat.size()).isEqualTo(DATA.length);
            try (InputStream in = (InputStream) routes.call("get", null, SwiftRoutes.object(TARGET, "vol1"))) {
                assertThat(in.readAllBytes()).isEqualTo(DATA);
            }
            routes.call("delete", null, SwiftRoutes.object(TARGET, "vol1"));
            routes.call("delete", null, SwiftRoutes.object(TARGET, "vol1"));
            assertThat(routes.call("stat", null, SwiftRoutes.object(TARGET, "vol1"))).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v3"})
    void readingNeverMakesAContainer(String env) throws Exception {
        try (SwiftRoutes routes = new SwiftRoutes(Cluster.credentials(env))) {
            assertThatThrownBy(() -> list(routes, false)).satisfies(e -> assertThat(failure(e).kind()).isEqualTo(ErrorKind.STORE_NOT_FOUND));
            assertThatThrownBy(() -> routes.call("get", null, SwiftRoutes.object(TARGET, "x")))
                    .satisfies(e -> assertThat(failure(e).kind()).isEqualTo(ErrorKind.STORE_NOT_FOUND));
            assertThatThrownBy(() -> routes.call("put", sealed(), put("x")))
                    .satisfies(e -> assertThat(failure(e).kind()).isEqualTo(ErrorKind.STORE_NOT_FOUND));
        }
        assertThat(Cluster.client(env).headContainer(CONTAINER)).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<StoredObject> list(SwiftRoutes routes, boolean create) {
        return (List<StoredObject>) routes.call("list", null, Map.of(StoreHeaders.TARGET, TARGET, StoreHeaders.CREATE, create));
    }

    private Map<String, Object> put(String name) {
        Map<String, Object> headers = new HashMap<>(SwiftRoutes.object(TARGET, name));
        headers.put(StoreHeaders.LENGTH, (long) DATA.length);
        headers.put(StoreHeaders.MD5, md5);
        return headers;
    }

    static BactrianException failure(Throwable e) {
        Throwable cause = e instanceof CamelExecutionException ? e.getCause() : e;
        assertThat(cause).isInstanceOf(BactrianException.class);
        return (BactrianException) cause;
    }

    private static SealedInput sealed() {
        return new SealedInput() {
            @Override
            public InputStream openStream() {
                return new ByteArrayInputStream(DATA);
            }

            @Override
            public long length() {
                return DATA.length;
            }

            @Override
            public String name() {
                return "sealed";
            }
        };
    }
}
