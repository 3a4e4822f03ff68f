package org.bactrian.swift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bactrian.error.ErrorKind;
import org.bactrian.swift.http.HttpReply;

/**
 * Lists a container or an account, page after page. A page holds as many objects as the server likes (10 000 usually); the next one
 * begins after the last name of the one before, until one is empty.
 */
final class Listing {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** 10 000 names of 1 KiB with all that is said of them stay far below. */
    private static final int PAGE_LIMIT = 64 * 1024 * 1024;
    private static final int MOST_OBJECTS = 20_000_000;

    private final SwiftAccount account;
    private final String container;

    /** @param container empty for the account's list of containers */
    Listing(SwiftAccount account, String container) {
        this.account = account;
        this.container = container;
    }

    /**
     * All objects (of an account: all containers) that fit.
     *
     * @param filter prefix, delimiter, marker, end_marker, limit (then a single page of at most that many) as Swift names them
     * @param reader makes one of an entry
     * @throws SwiftFailure of kind STORE_NOT_FOUND if there is no such container
     */
    <T> List<T> list(Map<String, String> filter, Function<JsonNode, T> reader) {
        List<T> found = new ArrayList<>();
        String marker = filter.getOrDefault("marker", "");
        while (true) {
            JsonNode page = page(filter, marker);
            String last = collect(page, found, reader);
            if (last == null || filter.containsKey("limit")) {
                return found;
            }
            if (!isBeyond(last, marker) || found.size() > MOST_OBJECTS) {
                throw SwiftFailure.of(ErrorKind.STORE_FAILED, "The listing of swift://" + container + " does not end: " + last
                        + " comes after " + marker, "Check the storage address.", false);
            }
            marker = last;
        }
    }

    /** Swift sorts by the bytes of UTF-8, which is not how Java compares. */
    private static boolean isBeyond(String name, String marker) {
        return Arrays.compareUnsigned(name.getBytes(StandardCharsets.UTF_8), marker.getBytes(StandardCharsets.UTF_8)) > 0;
    }

    private JsonNode page(Map<String, String> filter, String marker) {
        Map<String, String> query = new LinkedHashMap<>(filter);
        query.put("format", "json");
        if (!marker.isEmpty()) {
            query.put("marker", marker);
        }
        String what = "the listing of " + (container.isEmpty() ? "the account" : SwiftUrl.SCHEME + container);
        String path = container.isEmpty() ? "" : SwiftPath.of(container);
        try (HttpReply reply = account.send(what, "GET", path + SwiftPath.query(query), Map.of(), null)) {
            if (!reply.isSuccess()) {
                throw SwiftFailure.of(what, reply);
            }
            byte[] text = reply.body().readNBytes(PAGE_LIMIT);
            return reply.status() == 204 ? JSON.createArrayNode() : array(JSON.readTree(text), what);
        } catch (IOException e) {
            throw SwiftFailure.of(what, e);
        }
    }

    private static JsonNode array(JsonNode node, String what) {
        if (node.isArray()) {
            return node;
        }
        throw SwiftFailure.of(ErrorKind.STORE_FAILED, "Swift answers " + what + " with something that is no list", "", true);
    }

    /** Adds a page's entries; gives its last name, be it an object's or a pseudo-folder's, or null if it is empty. */
    private static <T> String collect(JsonNode page, List<T> found, Function<JsonNode, T> reader) {
        String last = null;
        for (JsonNode entry : page) {
            if (entry.path("subdir").isTextual()) {
                last = entry.path("subdir").asText();
            } else if (entry.path("name").isTextual()) {
                last = entry.path("name").asText();
                found.add(reader.apply(entry));
            }
        }
        return last;
    }
}
