package org.bactrian.swift;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import org.bactrian.swift.http.HttpReply;

/**
 * What Swift says of an object.
 *
 * @param name        within its container
 * @param size        bytes, of a large object all of its segments
 * @param etag        as Swift gives it, without quotes; of a plain object the lower-case hex MD5 of its bytes
 * @param modified    to Swift's precision; the epoch if unknown
 * @param contentType may be empty
 * @param headers     all of the answer's headers, names in any case; empty if the object comes from a listing
 */
public record ObjectInfo(String name, long size, String etag, Instant modified, String contentType, Map<String, String> headers) {
    private static final String META = "X-Object-Meta-";

    /** Reads the head of an answer to GET or HEAD. @param size bytes of the whole object */
    static ObjectInfo of(String name, long size, HttpReply reply) {
        String etag = reply.header("ETag");
        String type = reply.header("Content-Type");
        return new ObjectInfo(name, size, etag == null ? "" : etag.replace("\"", ""), modified(reply), type == null ? "" : type,
                reply.headers());
    }

    /** Reads an entry of a listing. */
    static ObjectInfo of(JsonNode entry) {
        return new ObjectInfo(entry.path("name").asText(), entry.path("bytes").asLong(), entry.path("hash").asText(),
                listed(entry.path("last_modified").asText()), entry.path("content_type").asText(), Map.of());
    }

    /** Whether the object is a list of segments that was fixed when it was written. */
    public boolean isStaticLarge() {
        return "true".equalsIgnoreCase(headers.get("X-Static-Large-Object"));
    }

    /** Whether the object is whatever lies below a prefix when it is read. */
    public boolean isDynamicLarge() {
        return headers.containsKey("X-Object-Manifest");
    }

    /** What users said of the object: X-Object-Meta-*, without that prefix. */
    public Map<String, String> metadata() {
        return metadata(headers, META);
    }

    /** The headers that begin with a prefix, without it. */
    static Map<String, String> metadata(Map<String, String> headers, String prefix) {
        Map<String, String> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** The MD5 of all bytes: the ETag, or what we noted with a large object; empty if nobody noted it. */
    public String wholeMd5() {
        return isStaticLarge() || isDynamicLarge() ? metadata().getOrDefault("Md5", "") : etag;
    }

    /** {@code 2026-11-22T23:48:07.123450}, in UTC though it does not say so. */
    private static Instant listed(String text) {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private static Instant modified(HttpReply reply) {
        String exact = reply.header("X-Timestamp");
        try {
            if (exact != null && exact.matches("[0-9]{1,12}(\\.[0-9]{1,9})?")) {
                String[] parts = exact.split("\\.");
                long nanos = parts.length < 2 ? 0 : Long.parseLong((parts[1] + "00000000").substring(0, 9));
                return Instant.ofEpochSecond(Long.parseLong(parts[0]), nanos);
            }
            String rounded = reply.header("Last-Modified");
            return rounded == null ? Instant.EPOCH
                    : ZonedDateTime.parse(rounded, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
