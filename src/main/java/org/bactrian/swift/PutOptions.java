package org.bactrian.swift;

import java.util.Map;
import java.util.TreeMap;

/**
 * How an object is put. Immutable; {@code with…} gives a changed copy.
 *
 * @param md5         lower-case hex MD5 that the bytes must have, told to the server too; null if not known beforehand
 * @param onlyIfNew   whether an object that is there makes the put fail (If-None-Match: *)
 * @param headers     more headers: Content-Type, X-Object-Meta-*, X-Delete-After …
 */
public record PutOptions(String md5, boolean onlyIfNew, Map<String, String> headers) {
    /** Nothing known, nothing asked for. */
    public static final PutOptions NONE = new PutOptions(null, false, Map.of());

    /** @throws NullPointerException if there are no headers */
    public PutOptions {
        headers = Map.copyOf(headers);
    }

    /** With the MD5 that the bytes must have. */
    public PutOptions withMd5(String expected) {
        return new PutOptions(expected, onlyIfNew, headers);
    }

    /** Only if there is no such object. */
    public PutOptions ifNew() {
        return new PutOptions(md5, true, headers);
    }

    /** With one more header. */
    public PutOptions with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new PutOptions(md5, onlyIfNew, more);
    }

    /** Whether the object is to be a dynamic large one, whose segments may be those of the one it replaces. */
    boolean isDynamicLarge() {
        return headers.keySet().stream().anyMatch("X-Object-Manifest"::equalsIgnoreCase);
    }

    Map<String, String> toHeaders() {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Content-Type", "application/octet-stream");
        all.putAll(headers);
        if (md5 != null) {
            all.put("ETag", md5);
        }
        if (onlyIfNew) {
            all.put("If-None-Match", "*");
        }
        return all;
    }
}
