package org.bactrian.swift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.HttpReply;

/**
 * Objects in segments, read and removed: static ones, whose manifest names each segment with size and MD5, and the
 * dynamic ones of duplicity's {@code --mp-segment-size}, whose manifest is but a prefix (spec 11).
 */
final class LargeObjects {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MANIFEST_LIMIT = 64 * 1024 * 1024;

    private final SwiftAccount account;

    LargeObjects(SwiftAccount account) {
        this.account = account;
    }

    /** What an object's bytes must be: the object itself, or its segments. */
    List<Segment> segments(String container, ObjectInfo info) {
        if (info.isStaticLarge()) {
            return total(info, manifest(container, info.name()));
        }
        if (info.isDynamicLarge()) {
            return total(info, dynamicSegments(info));
        }
        return List.of(new Segment(container, info.name(), info.size(), Segment.isMd5(info.etag()) ? info.etag() : ""));
    }

    /** The segments that a large object was put together from; none of a plain one. */
    List<Segment> ownSegments(String container, ObjectInfo info) {
        return info.isStaticLarge() ? manifest(container, info.name()) : info.isDynamicLarge() ? dynamicSegments(info) : List.of();
    }

    /** If the segments do not add up (a listing that lags, a manifest of ranges) only the length can be checked. */
    private static List<Segment> total(ObjectInfo info, List<Segment> segments) {
        long sum = segments.stream().mapToLong(Segment::size).sum();
        return sum == info.size() ? segments : List.of(new Segment("", info.name(), info.size(), ""));
    }

    /** The segments of a static object, as its manifest names them. */
    List<Segment> manifest(String container, String name) {
        String what = "GET the segments of " + SwiftClient.url(container, name);
        String path = SwiftPath.of(container, name) + "?multipart-manifest=get";
        try (HttpReply reply = account.send(what, "GET", path, Map.of(), null)) {
            if (!reply.isSuccess()) {
                throw SwiftFailure.of(what, reply);
            }
            List<Segment> found = new ArrayList<>();
            for (JsonNode entry : JSON.readTree(reply.body().readNBytes(MANIFEST_LIMIT))) {
                String[] place = entry.path("name").asText().replaceFirst("^/", "").split("/", 2);
                boolean whole = !entry.has("range") && !entry.path("sub_slo").asBoolean();
                String md5 = entry.path("hash").asText();
                found.add(new Segment(place[0], place.length < 2 ? "" : place[1], entry.path("bytes").asLong(),
                        whole && Segment.isMd5(md5) ? md5 : ""));
            }
            return found;
        } catch (IOException e) {
            throw SwiftFailure.of(what, e);
        }
    }

    private List<Segment> dynamicSegments(ObjectInfo info) {
        String[] place = decode(info.headers().get("X-Object-Manifest")).split("/", 2);
        if (place.length < 2 || place[0].isEmpty() || place[1].isEmpty()) {
            throw SwiftFailure.of(ErrorKind.STORE_FAILED, info.name() + " has a segment prefix that is none: "
                    + String.join("/", place), "The object is damaged.", false);
        }
        return new Listing(account, place[0]).list(Map.of("prefix", place[1]), ObjectInfo::of).stream()
                .map(o -> new Segment(place[0], o.name(), o.size(), Segment.isMd5(o.etag()) ? o.etag() : "")).toList();
    }

    /** The header is URL-encoded; a plus is a plus there. */
    private static String decode(String header) {
        try {
            return URLDecoder.decode(header.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return header;
        }
    }

    /** Removes a dynamic object's segments, after the object itself. */
    void deleteSegments(ObjectInfo info) {
        new BulkDelete(account).delete(paths(dynamicSegments(info)));
    }

    /** Removes a static object with its segments. @return whether there was one */
    boolean deleteStatic(String container, String name) {
        String what = "DELETE " + SwiftClient.url(container, name) + " with its segments";
        String path = SwiftPath.of(container, name) + "?multipart-manifest=delete";
        try (HttpReply reply = account.send(what, "DELETE", path, Map.of("Accept", "application/json"), null)) {
            if (reply.status() == 404) {
                return false;
            }
            if (!reply.isSuccess()) {
                throw SwiftFailure.of(what, reply);
            }
            // the real status is in the body; a segment that was gone already is no error
            JsonNode result = JSON.readTree(reply.body().readNBytes(MANIFEST_LIMIT));
            String status = result.path("Response Status").asText("200");
            if (!status.startsWith("2") && !(status.startsWith("4") && result.path("Errors").isEmpty())) {
                throw SwiftFailure.of(ErrorKind.STORE_FAILED, "Swift refuses " + what + ": " + status + " " + firstError(result),
                        "Check the container of the segments.", true);
            }
            return true;
        } catch (IOException e) {
            throw SwiftFailure.of(what, e);
        }
    }

    private static String firstError(JsonNode result) {
        JsonNode first = result.path("Errors").path(0);
        return first.path(0).asText() + " " + first.path(1).asText();
    }

    /** Their encoded paths. */
    static List<String> paths(List<Segment> segments) {
        return segments.stream().map(s -> SwiftPath.of(s.container(), s.name())).toList();
    }
}
