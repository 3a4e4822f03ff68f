package org.bactrian.swift.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * Sends requests over HTTP/1.1 with kept connections. It sends each exactly once: repeating is for those who know what
 * may be repeated. Thread-safe; one serves any number of accounts.
 */
public final class HttpTransport {
    /** Bodies from here on wait for the server's word (100 Continue), so that a refusal costs no upload and is always heard. */
    private static final long ASK_FIRST = 64 * 1024;
    private static final long POLL_MILLIS = 250;
    private static final String BUFFER_SIZE = "jdk.httpclient.bufsize";

    static {
        // The JDK hands on bodies in pieces of 16 KiB, each through three threads: larger ones take a third less time a
        // gigabyte. It reads the size once in a process; one that somebody chose stays.
        if (System.getProperty(BUFFER_SIZE) == null) {
            System.setProperty(BUFFER_SIZE, Integer.toString(256 * 1024));
        }
    }

    private final TransportSettings settings;
    private final HttpClient client;

    /** @throws IOException if a certificate or key file cannot be read or used */
    public HttpTransport(TransportSettings settings) throws IOException {
        this(settings, TlsContext.of(settings).orElse(null));
    }

    /** With a TLS context that somebody else made; null for Java's own. */
    public HttpTransport(TransportSettings settings, SSLContext tls) {
        this.settings = settings;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout());
        if (tls != null) {
            builder.sslContext(tls);
        }
        if (settings.proxy() != null) {
            InetSocketAddress proxy = settings.proxy();
            builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.getHostString(), proxy.getPort())));
        }
        client = builder.build();
    }

    /** How servers are reached. */
    public TransportSettings settings() {
        return settings;
    }

    /**
     * Sends a request and waits for the answer's head.
     *
     * @return any answer, whatever its status; to be closed by the caller
     * @throws BodyFailedException if the request's own body could not be read or had another length than announced
     * @throws IOException         if the network failed, or stayed silent for too long
     */
    public HttpReply send(HttpCall call) throws IOException {
        MeteredInput body = call.body() == null ? null : new MeteredInput(call.body());
        CompletableFuture<HttpResponse<InputStream>> answer = null;
        try {
            if (body != null && call.body().length() == 0) {
                body.read(); // fails if there is a byte after all
            }
            answer = client.sendAsync(request(call, body), info -> new TimedBody(settings.silence()));
            HttpResponse<InputStream> response = await(answer, body);
            boolean refused = isAskedFirst(call) && !body.isOpened();
            return new HttpReply(response.statusCode(), response.headers(), refused ? nothing(response.body()) : response.body(),
                    body == null ? 0 : body.count(), body != null && body.isComplete() ? body.md5() : null);
        } catch (IOException e) {
            if (body != null && body.sourceFailure() != null) {
                throw new BodyFailedException(body.sourceFailure());
            }
            throw e;
        } finally {
            if (body != null) {
                body.close();
            }
        }
    }

    private static HttpRequest request(HttpCall call, MeteredInput body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri()).method(call.method(), publisher(call, body));
        call.headers().forEach((name, value) -> request.setHeader(name, sendable(name, value)));
        if (isAskedFirst(call)) {
            request.expectContinue(true);
        }
        return request.build();
    }

    private static boolean isAskedFirst(HttpCall call) {
        return call.body() != null && (call.body().length() < 0 || call.body().length() >= ASK_FIRST);
    }

    /** The JDK (17 at least) never delivers the text of an answer that came instead of "100 Continue". */
    private static InputStream nothing(InputStream undelivered) throws IOException {
        undelivered.close();
        return InputStream.nullInputStream();
    }

    /** The JDK would quote the value of a header it cannot send, even a password, or send question marks. */
    private static String sendable(String name, String value) {
        if (value.chars().allMatch(c -> c >= ' ' && c <= '~' || c == '\t')) {
            return value;
        }
        throw new BactrianException(ErrorKind.USER_ERROR, "The value for the HTTP header " + name + " has characters that cannot be sent",
                "Only printable ASCII can stand there.");
    }

    private static BodyPublisher publisher(HttpCall call, InputStream body) {
        if (body == null || call.body().length() == 0) {
            return BodyPublishers.noBody();
        }
        BodyPublisher streamed = BodyPublishers.ofInputStream(() -> body);
        return call.body().length() < 0 ? streamed : BodyPublishers.fromPublisher(streamed, call.body().length());
    }

    /** Waits as long as something moves. */
    private <T> T await(CompletableFuture<T> answer, MeteredInput body) throws IOException {
        long begun = System.nanoTime();
        while (true) {
            try {
                return answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                long moved = body == null ? begun : body.touched();
                if (System.nanoTime() - moved > settings.silence().toNanos()) {
                    answer.cancel(true);
                    throw new HttpTimeoutException("no answer for " + settings.silence().toSeconds() + " s");
                }
            } catch (InterruptedException e) {
                answer.cancel(true);
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            } catch (ExecutionException e) {
                throw cause(e);
            }
        }
    }

    private static IOException cause(ExecutionException e) {
        return e.getCause() instanceof IOException io ? io : new IOException(e.getCause().toString(), e.getCause());
    }
}
