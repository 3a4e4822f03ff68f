package org.bactrian.swift;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.bactrian.swift.http.Digests;
import org.bactrian.swift.http.HttpTransport;
import org.bactrian.swift.http.TransportSettings;
import org.bactrian.swift.identity.Credentials;
import org.bactrian.swift.identity.Setting;

/**
 * As much of Swift and Keystone as is needed to misbehave in ways that a real one cannot be brought to. Objects live in
 * memory; the account is {@code /v1/a}. What it is not told to do wrong it does as Swift does.
 */
final class MockSwift implements AutoCloseable {
    /** Takes part in a request; true if it has answered it (or cut it) itself. */
    interface Fault {
        boolean apply(HttpExchange exchange) throws IOException;
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<String> logins = new CopyOnWriteArrayList<>();
    final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    final Set<String> containers = ConcurrentHashMap.newKeySet();
    final Set<String> tokens = ConcurrentHashMap.newKeySet();
    final AtomicInteger loginCount = new AtomicInteger();
    volatile Fault fault = exchange -> false;
    volatile Fault loginFault = exchange -> false;
    volatile int life = 3600;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    MockSwift() throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/auth", guarded(this::loginV1));
        server.createContext("/v2.0/tokens", guarded(x -> loginJson(x, "{\"access\":{\"token\":{\"id\":\"%s\",\"expires\":"
                + "\"2100-01-01T00:00:00Z\"},\"serviceCatalog\":[{\"type\":\"object-store\",\"endpoints\":[{\"region\":\"One\","
                + "\"publicURL\":\"%s\",\"internalURL\":\"%s-internal\"},{\"region\":\"Two\",\"publicURL\":\"%s-two\"}]}]}}")));
        server.createContext("/v3/auth/tokens", guarded(x -> loginJson(x, "{\"token\":{\"ignored\":\"%s\",\"issued_at\":"
                + "\"2000-01-01T00:00:00.000000Z\",\"expires_at\":\"2000-01-01T01:00:00.000000Z\",\"catalog\":[{\"type\":\"object-store\","
                + "\"endpoints\":[{\"interface\":\"public\",\"region_id\":\"One\",\"url\":\"%s\"},{\"interface\":\"internal\","
                + "\"region_id\":\"One\",\"url\":\"%s-internal\"},{\"interface\":\"public\",\"region_id\":\"Two\",\"url\":\"%s-two\"}]}]}}")));
        server.createContext("/v1/", guarded(this::storage));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** An account of this server under v1. */
    SwiftAccount account() throws IOException {
        return account(Map.of());
    }

    SwiftAccount account(Map<Setting, String> more) throws IOException {
        Map<Setting, String> settings = new LinkedHashMap<>(Map.of(Setting.AUTH_URL, address() + "/auth/v1.0",
                Setting.USER_NAME, "a:u", Setting.PASSWORD, "topsecret"));
        settings.putAll(more);
        HttpTransport transport = new HttpTransport(TransportSettings.DEFAULT.withTimeout(java.time.Duration.ofSeconds(2)));
        return new SwiftAccount(Credentials.of(settings), transport, java.time.InstantSource.system());
    }

    SwiftClient client() throws IOException {
        return new SwiftClient(account());
    }

    private com.sun.net.httpserver.HttpHandler guarded(com.sun.net.httpserver.HttpHandler handler) {
        return exchange -> {
            try (exchange) {
                handler.handle(exchange);
            } catch (RuntimeException e) {
                throw new IOException(e);
            }
        };
    }

    private String newToken() {
        String token = "token" + loginCount.incrementAndGet();
        tokens.add(token);
        return token;
    }

    private void loginV1(HttpExchange x) throws IOException {
        logins.add(x.getRequestHeaders().getFirst("X-Auth-User") + " " + x.getRequestHeaders().getFirst("X-Auth-Key"));
        if (!loginFault.apply(x)) {
            x.getResponseHeaders().set("X-Auth-Token", newToken());
            x.getResponseHeaders().set("X-Auth-Token-Expires", Integer.toString(life));
            x.getResponseHeaders().set("X-Storage-Url", address() + "/v1/a");
            x.sendResponseHeaders(200, -1);
        }
    }

    private void loginJson(HttpExchange x, String template) throws IOException {
        logins.add(new String(x.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        if (!loginFault.apply(x)) {
            String token = newToken();
            String storage = address() + "/v1/a";
            x.getResponseHeaders().set("X-Subject-Token", token);
            answer(x, 200, String.format(template, token, storage, storage, storage));
        }
    }

    static void answer(HttpExchange x, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean none = bytes.length == 0 || "HEAD".equals(x.getRequestMethod());
        x.sendResponseHeaders(status, none ? -1 : bytes.length);
        if (!none) {
            x.getResponseBody().write(bytes);
        }
    }

    private void storage(HttpExchange x) throws IOException {
        String path = x.getRequestURI().getPath().substring("/v1/a".length());
        requests.add(x.getRequestMethod() + " " + x.getRequestURI().getRawPath());
        if (!tokens.contains(x.getRequestHeaders().getFirst("X-Auth-Token"))) {
            answer(x, 401, "<html>Unauthorized</html>");
        } else if (!fault.apply(x)) {
            String[] parts = path.split("/", 3);
            if (parts.length < 3) {
                container(x, parts[1]);
            } else {
                object(x, parts[1], path);
            }
        }
    }

    private void container(HttpExchange x, String name) throws IOException {
        switch (x.getRequestMethod()) {
            case "PUT" -> {
                containers.add(name);
                answer(x, 201, "");
            }
            case "HEAD" -> answer(x, containers.contains(name) ? 204 : 404, "");
            case "DELETE" -> answer(x, containers.remove(name) ? 204 : 404, "");
            default -> list(x, name);
        }
    }

    private void list(HttpExchange x, String name) throws IOException {
        if (!containers.contains(name)) {
            answer(x, 404, "<html><h1>Not Found</h1></html>");
            return;
        }
        String query = x.getRequestURI().getQuery();
        String marker = query.contains("marker=") ? query.replaceFirst(".*marker=([^&]*).*", "$1") : "";
        StringBuilder json = new StringBuilder("[");
        objects.forEach((path, bytes) -> {
            String object = path.substring(name.length() + 2);
            if (path.startsWith("/" + name + "/") && object.compareTo(marker) > 0) {
                json.append(json.length() == 1 ? "" : ",").append("{\"name\":\"").append(object).append("\",\"bytes\":")
                        .append(bytes.length).append(",\"hash\":\"").append(md5(bytes))
                        .append("\",\"last_modified\":\"2026-01-02T03:04:05.678901\"}");
            }
        });
        answer(x, 200, json.append("]").toString());
    }

    private void object(HttpExchange x, String container, String path) throws IOException {
        switch (x.getRequestMethod()) {
            case "PUT" -> put(x, container, path, x.getRequestBody());
            case "DELETE" -> answer(x, objects.remove(path) == null ? 404 : 204, "");
            default -> get(x, path);
        }
    }

    private void put(HttpExchange x, String container, String path, InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        if (!containers.contains(container)) {
            answer(x, 404, "<html><h1>Not Found</h1></html>");
            return;
        }
        String expected = x.getRequestHeaders().getFirst("ETag");
        if (expected != null && !expected.equals(md5(bytes))) {
            answer(x, 422, "");
            return;
        }
        objects.put(path, bytes);
        x.getResponseHeaders().set("ETag", md5(bytes));
        answer(x, 201, "");
    }

    private void get(HttpExchange x, String path) throws IOException {
        byte[] bytes = objects.get(path);
        if (bytes == null) {
            answer(x, 404, "<html><h1>Not Found</h1></html>");
            return;
        }
        x.getResponseHeaders().set("ETag", md5(bytes));
        x.getResponseHeaders().set("X-Timestamp", "1767323045.67890");
        String range = x.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceFirst("bytes=([0-9]+)-.*", "$1"));
        if (range != null) {
            x.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        if ("HEAD".equals(x.getRequestMethod())) {
            x.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
            x.sendResponseHeaders(200, -1);
        } else {
            x.sendResponseHeaders(range == null ? 200 : 206, bytes.length - from);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(bytes, from, bytes.length - from);
            x.getResponseBody().write(out.toByteArray());
        }
    }

    static String md5(byte[] bytes) {
        return HexFormat.of().formatHex(Digests.md5().digest(bytes));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
