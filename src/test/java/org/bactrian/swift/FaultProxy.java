package org.bactrian.swift;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a client and a real Swift, counts the requests, and breaks the one it is told to, once. A request is known
 * by its method, what it is about, and how many of that kind came before it: so it is found again in a second run of the
 * same work whatever the threads do. Bodies are held in memory.
 */
public final class FaultProxy implements AutoCloseable {
    /** What becomes of the chosen request. */
    public enum Fault {
        UNAVAILABLE(503), BAD_GATEWAY(502), TOO_MANY(429), TIMED_OUT(408), UNAUTHORIZED(401),
        FORBIDDEN(403), TOO_LARGE(413), FULL(507),
        /** The connection ends while the request is read. */
        CUT_OFF(0),
        /** The request is read, and never passed on. */
        DROPPED(0),
        /** Swift does it, and the answer is lost. */
        LOST(0),
        /** Swift does it, and the answer is that it did not. */
        DENIED(0),
        /** A bit of the request's body changes on its way. */
        FLIPPED_UP(0),
        /** A bit of the answer's body changes on its way. */
        FLIPPED_DOWN(0),
        /** Only the first half of the answer's body comes. */
        CUT_DOWN(0),
        /** Success is claimed, and nothing was done. */
        CLAIMED(0),
        /** The answer comes when nobody waits for it any more. */
        SLOW(0);

        private final int status;

        Fault(int status) {
            this.status = status;
        }

        /** Whether asking again is no use. */
        public boolean isFinal() {
            return this == FORBIDDEN || this == TOO_LARGE || this == FULL;
        }
    }

    private static final Set<String> NOT_PASSED = Set.of("host", "connection", "content-length", "expect", "upgrade", "http2-settings",
            "transfer-encoding");

    private final URI swift;
    private final long slowMillis;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<String, Integer> seen = new HashMap<>(); // guarded by this
    private final List<String> requests = new ArrayList<>(); // guarded by this
    private String chosen; // guarded by this
    private Fault fault; // guarded by this
    private String hidden; // guarded by this
    private boolean applied; // guarded by this

    /**
     * @param swift      scheme, host and port of the real one
     * @param slowMillis how long SLOW takes
     */
    public FaultProxy(URI swift, long slowMillis) throws IOException {
        System.setProperty("sun.net.httpserver.nodelay", "true");
        this.swift = swift;
        this.slowMillis = slowMillis;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Begins to count anew, and breaks one request.
     *
     * @param hide    a text that is left out of the requests' names, for it differs from run to run
     * @param request a name that {@link #requests} gave; null for none
     */
    public synchronized void begin(String hide, String request, Fault how) {
        seen.clear();
        requests.clear();
        hidden = hide;
        chosen = request;
        fault = how;
        applied = false;
    }

    /** The requests since the last beginning, by name, in the order in which they came. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** Whether the chosen request came. */
    public synchronized boolean isApplied() {
        return applied;
    }

    private synchronized Fault meet(HttpExchange x) {
        String about = x.getRequestURI().getPath().replaceFirst("^/v1/[^/]*/", "") + (x.getRequestURI().getRawQuery() == null ? "" : "?");
        String kind = (x.getRequestMethod() + " " + about).replace(hidden, "").replaceAll("/slo/[0-9.]+/[0-9]+/[0-9]+/", "/slo/");
        String name = kind + " #" + seen.merge(kind, 1, Integer::sum);
        requests.add(name);
        if (name.equals(chosen)) {
            applied = true;
            return fault;
        }
        return null;
    }

    private void handle(HttpExchange x) throws IOException {
        try (x) {
            Fault met = meet(x);
            if (met == Fault.CUT_OFF) {
                x.getRequestBody().read();
                return;
            }
            byte[] body = x.getRequestBody().readAllBytes();
            if (met == Fault.DROPPED) {
                return;
            }
            if (met != null && (met.status > 0 || met == Fault.CLAIMED)) {
                answer(x, met.status > 0 ? met.status : 201, new byte[0], false);
                return;
            }
            if (met == Fault.FLIPPED_UP && body.length > 0) {
                body[body.length / 2] ^= 4;
            }
            pass(x, body, met);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(HttpExchange x, byte[] body, Fault met) throws IOException, InterruptedException {
        HttpResponse<byte[]> real = client.send(request(x, body), HttpResponse.BodyHandlers.ofByteArray());
        if (met == Fault.LOST) {
            return;
        }
        if (met == Fault.SLOW) {
            Thread.sleep(slowMillis);
        }
        byte[] answer = real.body();
        if (met == Fault.FLIPPED_DOWN && answer.length > 0) {
            answer[answer.length / 2] ^= 4;
        }
        boolean head = "HEAD".equals(x.getRequestMethod());
        real.headers().map().forEach((name, values) -> {
            if (!NOT_PASSED.contains(name.toLowerCase(Locale.ROOT)) || head && name.equalsIgnoreCase("content-length")) {
                x.getResponseHeaders().set(name, values.get(0).replace(swift.toString(), address().toString()));
            }
        });
        if (met == Fault.DENIED) {
            x.getResponseHeaders().clear();
            answer(x, 500, new byte[0], false);
        } else {
            answer(x, real.statusCode(), answer, met == Fault.CUT_DOWN);
        }
    }

    private HttpRequest request(HttpExchange x, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(swift + x.getRequestURI().toString())).method(x.getRequestMethod(),
                body.length == 0 && !"PUT".equals(x.getRequestMethod()) ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(body));
        x.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_PASSED.contains(name.toLowerCase(Locale.ROOT))) {
                request.setHeader(name, values.get(0));
            }
        });
        return request.build();
    }

    private static void answer(HttpExchange x, int status, byte[] body, boolean cut) throws IOException {
        x.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            x.getResponseBody().write(body, 0, cut ? body.length / 2 : body.length);
            x.getResponseBody().flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
