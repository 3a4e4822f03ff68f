package org.bactrian.swift.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One request. Immutable; {@code with…} gives a changed copy. Its text form leaves out headers and query, which may hold secrets.
 *
 * @param method  GET, PUT …
 * @param uri     absolute, already encoded
 * @param headers in the order they were added
 * @param body    null for none
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, RequestBody body) {
    /** @throws NullPointerException if method, address or headers are missing */
    public HttpCall {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(uri, "uri");
        headers = Map.copyOf(headers);
    }

    /** A request without headers and body. */
    public static HttpCall of(String method, URI uri) {
        return new HttpCall(method, uri, Map.of(), null);
    }

    /** The same with one header set. */
    public HttpCall with(String name, String value) {
        return with(Map.of(name, value));
    }

    /** The same with these headers set. */
    public HttpCall with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new HttpCall(method, uri, all, body);
    }

    /** The same with a body. */
    public HttpCall with(RequestBody content) {
        return new HttpCall(method, uri, headers, content);
    }

    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
