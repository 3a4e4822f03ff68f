package org.bactrian.swift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.converter.stream.FileInputStreamCache;
import org.apache.camel.converter.stream.InputStreamCache;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.SealedInput;
import org.bactrian.store.StoreHeaders;
import org.bactrian.store.StoredObject;
import org.bactrian.swift.camel.SwiftHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes as shipped over a server that misbehaves on demand. */
class SwiftRoutesTest {
    private static final byte[] DATA = new byte[150_000];

    static {
        new Random(11).nextBytes(DATA);
    }

    @TempDir
    Path folder;
    private MockSwift mock;
    private SwiftRoutes routes;

    @BeforeEach
    void start() throws Exception {
        mock = new MockSwift();
        mock.containers.add("c");
        routes = new SwiftRoutes(mock.account());
    }

    @AfterEach
    void stop() {
        routes.close();
        mock.close();
    }

    @Test
    void everyKindOfBodyIsSentWholeOnEachAttempt() throws Exception {
        Path file = Files.write(folder.resolve("f"), DATA);
        List<Object> bodies = List.of(new InputStreamCache(DATA), new FileInputStreamCache(file.toFile()), sealed(), file, file.toFile(), DATA);
        for (Object body : bodies) {
            mock.objects.clear();
            AtomicInteger puts = new AtomicInteger();
            mock.fault = x -> {
                if ("PUT".equals(x.getRequestMethod()) && puts.getAndIncrement() < 2) {
                    x.getRequestBody().readAllBytes();
                    MockSwift.answer(x, 503, "");
                    return true;
                }
                return false;
            };
            routes.call("put", body, put("o"));
            assertThat(mock.objects.get("/c/p/o")).as(body.getClass().getName()).isEqualTo(DATA);
        }
    }

    private void refuseFirstPut(boolean afterReading) {
        AtomicInteger puts = new AtomicInteger();
        mock.fault = x -> {
            if ("PUT".equals(x.getRequestMethod()) && puts.getAndIncrement() == 0) {
                if (afterReading) {
                    x.getRequestBody().readAllBytes();
                }
                MockSwift.answer(x, 503, "");
                return true;
            }
            return false;
        };
    }

    @Test
    void aStreamIsMadeRepeatableByCamel() {
        refuseFirstPut(true);
        routes.call("put", new ByteArrayInputStream(DATA), SwiftRoutes.object("swift://c/p", "o"));
        assertThat(mock.objects.get("/c/p/o")).isEqualTo(DATA);
    }

    @Test
    void aStreamThatCanBeReadOnceIsNeverSentEmpty() throws Exception {
        try (SwiftRoutes uncached = new SwiftRoutes(mock.account(), false)) {
            for (int size : new int[] {100, DATA.length}) { // sent at once, and only after the server's word
                refuseFirstPut(true);
                InputStream once = new java.io.FilterInputStream(new ByteArrayInputStream(DATA, 0, size)) { };
                assertThatThrownBy(() -> uncached.call("put", once, SwiftRoutes.object("swift://c/p", "o"))).hasStackTraceContaining("only once");
                assertThat(mock.objects).isEmpty();
            }
        }
    }

    @Test
    void aListMakesTheContainerOnlyIfAsked() {
        Map<String, Object> headers = new HashMap<>(Map.of(StoreHeaders.TARGET, "swift://fresh/p"));
        assertThatThrownBy(() -> routes.call("list", null, headers))
                .satisfies(e -> assertThat(StoreRoutesIT.failure(e).kind()).isEqualTo(ErrorKind.STORE_NOT_FOUND));
        assertThat(mock.containers).doesNotContain("fresh");
        headers.put(StoreHeaders.CREATE, true);
        assertThat((List<?>) routes.call("list", null, headers)).isEmpty();
        assertThat(mock.containers).contains("fresh");
    }

    @Test
    void aListTellsWhatLiesDirectlyBelow() {
        mock.objects.put("/c/p/one", DATA);
        mock.objects.put("/c/p/deep/two", DATA);
        mock.objects.put("/c/q", DATA);
        mock.objects.put("/c/p/", DATA);
        assertThat((List<?>) routes.call("list", null, Map.of(StoreHeaders.TARGET, "swift://c/p")))
                .extracting(o -> ((StoredObject) o).name()).containsExactly("one");
    }

    @Test
    void aMessageMayNameItsAccount() throws Exception {
        try (MockSwift other = new MockSwift()) {
            other.containers.add("c");
            routes.context().getRegistry().bind("other", other.account());
            Map<String, Object> headers = put("o");
            headers.put(SwiftHeaders.ACCOUNT, "other");
            routes.call("put", DATA, headers);
            assertThat(other.objects).containsKey("/c/p/o");
            assertThat(mock.objects).isEmpty();
            headers.put(SwiftHeaders.ACCOUNT, "nobody");
            assertThatThrownBy(() -> routes.call("put", DATA, headers)).hasRootCauseMessage("There is no Swift account named nobody");
        }
    }

    @Test
    void noSecretIsInJmxOrLogs() throws Exception {
        List<String> log = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public synchronized void publish(LogRecord entry) {
                log.add(entry.getMessage() + java.util.Arrays.toString(entry.getParameters()) + entry.getThrown());
            }

            @Override
            public void flush() {
                // nothing is held back
            }

            @Override
            public void close() {
                // nothing to close
            }
        };
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        // other tests in this JVM may have silenced some of them
        List<Logger> talking = Stream.of("org", "org.apache.camel", "org.bactrian").map(Logger::getLogger).toList();
        List<Level> before = talking.stream().map(Logger::getLevel).collect(Collectors.toCollection(ArrayList::new));
        root.addHandler(handler);
        talking.forEach(logger -> logger.setLevel(Level.ALL));
        root.getHandlers()[0].setLevel(Level.OFF);
        try {
            routes.call("put", DATA, put("o"));
            mock.tokens.clear();
            routes.call("stat", null, SwiftRoutes.object("swift://c/p", "o"));
            catchThrowable(() -> routes.call("get", null, SwiftRoutes.object("swift://c/p", "none")));
        } finally {
            for (int i = 0; i < talking.size(); i++) {
                talking.get(i).setLevel(before.get(i));
            }
            root.removeHandler(handler);
            root.getHandlers()[0].setLevel(Level.INFO);
        }
        assertThat(String.join("\n", log)).isNotEmpty().doesNotContain("topsecret").doesNotContain("token1").doesNotContain("token2");
        assertThat(jmx()).contains("swift-put").doesNotContain("topsecret").doesNotContain("token1").doesNotContain("token2");
    }

    private static String jmx() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        StringBuilder all = new StringBuilder();
        for (ObjectName name : server.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            all.append(name).append('\n');
            for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
                try {
                    all.append(attribute.getName()).append('=').append(server.getAttribute(name, attribute.getName())).append('\n');
                } catch (javax.management.JMException | RuntimeException e) {
                    all.append(e).append('\n'); // not readable: shown to nobody
                }
            }
        }
        return all.toString();
    }

    private static Map<String, Object> put(String name) {
        Map<String, Object> headers = new HashMap<>(SwiftRoutes.object("swift://c/p", name));
        headers.put(StoreHeaders.LENGTH, (long) DATA.length);
        headers.put(StoreHeaders.MD5, MockSwift.md5(DATA));
        return headers;
    }

    private static SealedInput sealed() {
        return new SealedInput() {
            @Override
            public InputStream openStream() throws IOException {
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
