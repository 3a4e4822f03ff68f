package org.bactrian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options about the store change in the requests that a Swift server gets, one that takes everything and has nothing. */
class StoreEffectsTest {
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger uploads = new AtomicInteger();
    private final AtomicInteger mostUploads = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile boolean broken;
    /** Milliseconds that a volume waits for the others. */
    private volatile long patience;
    /** Volumes that have to be on their way before any is answered. */
    private volatile CountDownLatch together = new CountDownLatch(0);

    @TempDir
    Path folder;
    private Trial trial;

    @BeforeEach
    void server() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        trial = new Trial(folder);
        account("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void account(String address) {
        trial.environment.putAll(Map.of("SWIFT_AUTHURL", address + "/auth/v1.0", "SWIFT_USERNAME", "a:u", "SWIFT_PASSWORD", "p"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        requests.add(exchange.getRequestMethod() + " " + path + " " + exchange.getRequestHeaders().getFirst("X-Storage-Policy"));
        boolean volume = exchange.getRequestMethod().equals("PUT") && path.contains("difftar");
        mostUploads.accumulateAndGet(volume ? uploads.incrementAndGet() : 0, Math::max);
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (volume) {
            waitForOthers();
        }
        int status = 404;
        if (path.startsWith("/auth")) {
            exchange.getResponseHeaders().set("X-Auth-Token", "t");
            exchange.getResponseHeaders().set("X-Storage-Url", "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/a");
            status = 200;
        } else if (broken) {
            status = 503;
        } else if (exchange.getRequestMethod().equals("PUT")) {
            exchange.getResponseHeaders().set("ETag", md5(body));
            status = 201;
        }
        if (volume) {
            uploads.decrementAndGet();
        }
        if (status == 404 && path.contains("format=json")) {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'[', ']'});
        } else {
            exchange.sendResponseHeaders(status, -1);
        }
        exchange.close();
    }

    private void waitForOthers() {
        together.countDown();
        try {
            together.await(patience, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String md5(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private long lists() {
        return requests.stream().filter(request -> request.startsWith("GET /v1/a/c")).count();
    }

    @Test
    @EffectOf({"--num-retries", "--backend-retry-delay"})
    void aRequestIsTriedAsOftenAsWanted() {
        broken = true;
        trial.run("collection-status", "--num-retries", "1", "--backend-retry-delay", "0", "swift://c");
        long once = lists();
        requests.clear();
        long start = System.nanoTime();
        trial.run("collection-status", "--num-retries", "4", "--backend-retry-delay", "0", "swift://c");
        assertThat(trial.exit).isNotZero();
        assertThat(lists()).isEqualTo(4 * once).isPositive();
        assertThat(System.nanoTime() - start).as("no pauses between them").isLessThan(30_000_000_000L);
    }

    @Test
    @EffectOf("--timeout")
    void aSilentServerIsLeftInTime() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            account("http://127.0.0.1:" + silent.getLocalPort());
            long start = System.nanoTime();
            trial.run("collection-status", "--timeout", "1", "--num-retries", "1", "swift://c");
            assertThat(trial.exit).isNotZero();
            assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
        }
    }

    @Test
    @EffectOf("--swift-storage-policy")
    void theContainerIsMadeWithThePolicy() {
        trial.run("--num-retries", "1", "--swift-storage-policy", "gold", trial.source.toString(), "swift://c");
        assertThat(requests).contains("PUT /v1/a/c gold");
    }

    @Test
    @EffectOf("--mp-segment-size")
    void largeObjectsAreCut() throws IOException {
        trial.file("large", 3 << 20);
        trial.run("--num-retries", "1", "--mp-segment-size", "1", trial.source.toString(), "swift://c");
        assertThat(requests).as(trial.out + trial.err).anyMatch(request -> request.contains("multipart-manifest=put") || request.contains("segments"));
    }

    @Test
    @EffectOf({"--concurrency", "--asynchronous-upload"})
    void soManyVolumesAreOnTheirWay() throws IOException {
        trial.file("large", 6 << 20);
        together = new CountDownLatch(2);
        patience = 200; // long enough for a second volume to come, if one did
        trial.run("--num-retries", "1", "--volsize", "1", "--concurrency", "0", trial.source.toString(), "swift://c");
        assertThat(mostUploads.get()).isEqualTo(1);
        together = new CountDownLatch(2);
        patience = 20_000;
        trial.run("--num-retries", "1", "--volsize", "1", "--asynchronous-upload", trial.source.toString(), "swift://e");
        assertThat(mostUploads.get()).as(trial.out + trial.err).isGreaterThanOrEqualTo(2);
        together = new CountDownLatch(3);
        trial.run("--num-retries", "1", "--volsize", "1", "--concurrency", "3", trial.source.toString(), "swift://d");
        assertThat(mostUploads.get()).as(trial.out + trial.err).isGreaterThanOrEqualTo(3);
    }
}
