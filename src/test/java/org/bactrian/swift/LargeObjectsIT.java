package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bactrian.swift.http.RequestBody;
import org.bactrian.testkit.NeedsPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects in segments, and containers of more than a page, on a real Swift, together with other clients. */
@NeedsPeer({"openstack", "swift", "duplicity"})
class LargeObjectsIT {
    /** Of the cluster, a tenth of Swift's default: objects in a page of a listing, and in a request that removes several. */
    private static final int PAGE = 1000;
    private static final String CONTAINER = "large-it";
    private static final byte[] DATA = new byte[3_500_000];

    static {
        new Random(5).nextBytes(DATA);
    }

    private final SwiftClient plain = Cluster.client("v3");
    private final SwiftClient client = new SwiftClient(plain.account().withSegmentSize(1_000_000));

    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void clean() {
        Cluster.remove(plain, CONTAINER);
        Cluster.remove(plain, CONTAINER + "_segments");
    }

    @Test
    void ourSegmentsAreReadAndRemovedByOthers() throws Exception {
        plain.createContainer(CONTAINER, Map.of());
        client.put(CONTAINER, "a b/ü%", RequestBody.of(DATA), PutOptions.NONE);
        Cluster.run("v3", "swift", "-q", "download", CONTAINER, "a b/ü%", "-o", folder.resolve("o").toString());
        assertThat(Files.readAllBytes(folder.resolve("o"))).isEqualTo(DATA);
        Cluster.run("v3", "swift", "-q", "delete", CONTAINER, "a b/ü%");
        assertThat(segments()).isEmpty();
    }

    @Test
    void overwritingLeavesNoSegmentsBehind() throws Exception {
        plain.createContainer(CONTAINER, Map.of());
        client.put(CONTAINER, "o", RequestBody.of(DATA), PutOptions.NONE);
        byte[] other = DATA.clone();
        other[0]++;
        client.put(CONTAINER, "o", RequestBody.once(new ByteArrayInputStream(other), other.length), PutOptions.NONE.withMd5(MockSwift.md5(other)));
        assertThat(segments()).hasSize(4);
        assertThat(get("o")).isEqualTo(other);
        assertThat(client.head(CONTAINER, "o").orElseThrow().wholeMd5()).isEqualTo(MockSwift.md5(other));
        client.delete(CONTAINER, "o");
        assertThat(segments()).isEmpty();
    }

    /** A plain object in the place of a large one, as a smaller volume after a larger one would be. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPlainObjectInItsPlaceLeavesNoSegmentsBehind(boolean dynamic) throws Exception {
        plain.createContainer(CONTAINER, Map.of());
        if (dynamic) {
            Files.write(folder.resolve("big"), DATA);
            Cluster.run("v3", "swift", "-q", "upload", "--segment-size", "1000000", CONTAINER, folder.resolve("big").toString(), "--object-name", "o");
        } else {
            client.put(CONTAINER, "o", RequestBody.of(DATA), PutOptions.NONE);
        }
        assertThat(segments()).hasSize(4);
        client.put(CONTAINER, "o", RequestBody.of(new byte[10]), PutOptions.NONE);
        assertThat(get("o")).hasSize(10);
        assertThat(segments()).isEmpty();
    }

    @Test
    void segmentsAreRemovedAlsoIfTheAnswerWasLost() throws Exception {
        plain.createContainer(CONTAINER, Map.of());
        client.put(CONTAINER, "o", RequestBody.of(DATA), PutOptions.NONE);
        byte[] small = new byte[10];
        try (AutoCloseable faults = Cluster.faults("[{\"method\":\"PUT\",\"path\":\"large-it/o$\",\"drop\":true,\"late\":true,\"times\":1}]")) {
            assertThatThrownBy(() -> client.put(CONTAINER, "o", RequestBody.of(small), PutOptions.NONE)).isInstanceOf(SwiftFailure.class);
        }
        assertThat(segments()).hasSize(4);
        assertThat(client.confirm(CONTAINER, "o", MockSwift.md5(small), small.length)).isPresent();
        assertThat(segments()).isEmpty();
    }

    @Test
    void aFailureLeavesTheOldObjectAndNoSegments() throws Exception {
        plain.createContainer(CONTAINER, Map.of());
        client.put(CONTAINER, "o", RequestBody.of(DATA), PutOptions.NONE);
        try (AutoCloseable faults = Cluster.faults("[{\"method\":\"PUT\",\"path\":\"00000002$\",\"status\":503}]")) {
            assertThatThrownBy(() -> client.put(CONTAINER, "o", RequestBody.of(DATA), PutOptions.NONE)).isInstanceOf(SwiftFailure.class);
        }
        assertThat(segments()).hasSize(4);
        assertThat(get("o")).isEqualTo(DATA);
        InputStream broken = new ByteArrayInputStream(DATA, 0, 2_200_000);
        assertThatThrownBy(() -> client.put(CONTAINER, "o", RequestBody.once(broken, DATA.length), PutOptions.NONE))
                .hasMessageContaining("announced");
        assertThat(segments()).hasSize(4);
    }

    @Test
    void aTokenThatEndsBetweenSegmentsCostsOneSegmentOnly() throws Exception {
        plain.createContainer(CONTAINER, Map.of());
        long before = Cluster.logged("proxy", "PUT /v1/");
        try (AutoCloseable faults = Cluster.faults("[{\"method\":\"PUT\",\"path\":\"00000002$\",\"status\":401,\"times\":1}]")) {
            client.put(CONTAINER, "o", RequestBody.of(DATA), PutOptions.NONE.withMd5(MockSwift.md5(DATA)));
        }
        assertThat(get("o")).isEqualTo(DATA);
        assertThat(Cluster.logged("proxy", "PUT /v1/") - before).as("container, four segments, one again, manifest, and the filter's own word").isLessThanOrEqualTo(8);
    }

    @Test
    void aFlippedByteInASegmentIsFound() throws Exception {
        plain.createContainer(CONTAINER, Map.of());
        client.put(CONTAINER, "o", RequestBody.of(DATA), PutOptions.NONE);
        try (AutoCloseable faults = Cluster.faults("[{\"method\":\"GET\",\"path\":\"large-it/o$\",\"skip\":0,\"times\":1,\"flip\":2500000}]")) {
            assertThatThrownBy(() -> get("o")).hasMessageContaining("MD5");
        }
    }

    @Test
    void duplicitysDynamicObjectsAreReadAndRemoved() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.write(source.resolve("data"), DATA);
        Cluster.run("v3", "duplicity", "--no-encryption", "--volsize", "4", "--mp-segment-size", "1", "--archive-dir",
                folder.resolve("cache").toString(), source.toString(), "swift://" + CONTAINER + "/pre");
        List<ObjectInfo> objects = plain.listBelow(CONTAINER, "pre/");
        String volume = objects.stream().map(ObjectInfo::name).filter(n -> n.contains("vol1.difftar")).findFirst().orElseThrow();
        ObjectInfo info = plain.head(CONTAINER, volume).orElseThrow();
        assertThat(info.isDynamicLarge()).isTrue();
        assertThat(info.size()).isGreaterThan(3_000_000);
        Cluster.run("v3", "swift", "-q", "download", CONTAINER, volume, "-o", folder.resolve("v").toString());
        assertThat(get(volume)).isEqualTo(Files.readAllBytes(folder.resolve("v")));
        assertThat(segments()).isNotEmpty();
        plain.delete(CONTAINER, volume);
        assertThat(segments()).isEmpty();
        assertThat(plain.head(CONTAINER, volume)).isEmpty();
    }

    @Test
    void duplicityRestoresWhatWePutInItsPlace() throws Exception {
        Path source = Files.createDirectory(folder.resolve("source"));
        Files.write(source.resolve("data"), DATA);
        String[] target = {"swift://" + CONTAINER, "swift://" + CONTAINER + "/other"};
        String cache = folder.resolve("cache").toString();
        Cluster.run("v3", "duplicity", "--no-encryption", "--archive-dir", cache, source.toString(), target[0]);
        for (ObjectInfo info : plain.listBelow(CONTAINER, "")) {
            client.put(CONTAINER, "other/" + info.name(), RequestBody.of(get(info.name())), PutOptions.NONE);
        }
        Cluster.run("v3", "duplicity", "restore", "--no-encryption", "--archive-dir", cache, target[1], folder.resolve("restored").toString());
        assertThat(Files.readAllBytes(folder.resolve("restored/data"))).isEqualTo(DATA);
    }

    @Test
    void moreObjectsThanTwoPages() throws Exception {
        int count = 2 * PAGE + 50;
        plain.createContainer(CONTAINER, Map.of());
        ExecutorService pool = Executors.newFixedThreadPool(6);
        List<Future<?>> all = IntStream.range(0, count).<Future<?>>mapToObj(i -> pool.submit(() -> {
            client.put(CONTAINER, "p/" + i, RequestBody.of(new byte[0]), PutOptions.NONE.ifNew());
        })).toList();
        for (Future<?> one : all) {
            one.get();
        }
        pool.shutdown();
        assertThat(plain.list(CONTAINER, Map.of())).hasSize(count);
        assertThat(Cluster.client("v3").listBelow(CONTAINER, "p/")).hasSize(count);
        plain.deleteAll(CONTAINER, IntStream.range(0, count).mapToObj(i -> "p/" + i).toList());
        assertThat(plain.list(CONTAINER, Map.of())).isEmpty();
    }

    private List<ObjectInfo> segments() {
        return plain.headContainer(CONTAINER + "_segments").isEmpty() ? List.of() : plain.list(CONTAINER + "_segments", Map.of());
    }

    private byte[] get(String name) throws IOException {
        try (InputStream in = client.get(CONTAINER, name).bytes()) {
            return in.readAllBytes();
        }
    }
}
