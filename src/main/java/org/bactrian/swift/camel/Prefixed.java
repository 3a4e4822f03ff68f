package org.bactrian.swift.camel;

import java.util.Map;
import java.util.TreeMap;

/** Metadata as users name it, and as headers. */
final class Prefixed {
    private Prefixed() {
    }

    /** Each name with the prefix, unless it has it. */
    static Map<String, String> headers(Map<String, String> metadata, String prefix) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        metadata.forEach((name, value) -> headers.put(
                name.regionMatches(true, 0, prefix, 0, prefix.length()) ? name : prefix + name, value));
        return headers;
    }
}
