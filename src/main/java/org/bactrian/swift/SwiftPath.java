package org.bactrian.swift;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Encodes names for the request line: every byte of UTF-8 that is not unreserved (RFC 3986, 2.3) becomes {@code %XX}. */
final class SwiftPath {
    private static final String HEX = "0123456789ABCDEF";

    private SwiftPath() {
    }

    /** {@code /container}. */
    static String of(String container) {
        return "/" + encode(container, false);
    }

    /** {@code /container/object}; slashes in the object's name stay. */
    static String of(String container, String object) {
        return of(container) + "/" + encode(object, true);
    }

    /** {@code ?name=value&…}, or nothing. */
    static String query(Map<String, String> parameters) {
        StringBuilder out = new StringBuilder();
        parameters.forEach((name, value) -> out.append(out.isEmpty() ? '?' : '&').append(encode(name, false))
                .append('=').append(encode(value, false)));
        return out.toString();
    }

    /** @param slashes whether a slash stands for itself */
    static String encode(String text, boolean slashes) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0
                    || c == '/' && slashes) {
                out.append(c);
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
            }
        }
        return out.toString();
    }
}
