package org.bactrian.swift.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One answer. The body streams; whoever got the reply closes it. An unread body costs its connection, so errors are
 * drained (up to a bound) for their text.
 */
public final class HttpReply implements AutoCloseable {
    private static final int TEXT_LIMIT = 64 * 1024;

    private final int status;
    private final HttpHeaders headers;
    private final InputStream body;
    private final long sent;
    private final String sentMd5;

    HttpReply(int status, HttpHeaders headers, InputStream body, long sent, String sentMd5) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.sent = sent;
        this.sentMd5 = sentMd5;
    }

    /** The status code. */
    public int status() {
        return status;
    }

    /** Whether the status is 200 to 299. */
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The first value of a header in any case, or null. */
    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** All headers, names in any case, first values. */
    public Map<String, String> headers() {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.map().forEach((name, values) -> all.put(name, values.get(0)));
        return all;
    }

    /** The body; its reads end with an IOException after the transport's time of silence. */
    public InputStream body() {
        return body;
    }

    /** How many bytes of the request's body were sent. */
    public long sent() {
        return sent;
    }

    /** Lower-case hex MD5 of the request's body as it was sent; null if it was not sent to its end. */
    public String sentMd5() {
        return sentMd5;
    }

    /** The body as text, at most 64 KiB of it; empty if it cannot be read. For small answers and errors. */
    public String text() {
        try {
            return new String(body.readNBytes(TEXT_LIMIT), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // nothing is lost: what the caller wanted of it was read before
        }
    }
}
