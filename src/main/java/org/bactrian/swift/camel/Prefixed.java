package org.bactrian.swift.camel;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openstack4j.openstack.storage.object.functions.MapWithoutMetaPrefixFunction;

/** Metadata as users name it, and as headers. */
final class Prefixed {
    private static final Pattern WORD = Pattern.compile("(^|-)[a-z]");

    private Prefixed() {
    }

    /** Each name with the prefix, unless it has it. */
    static Map<String, String> headers(Map<String, String> metadata, String prefix) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        metadata.forEach((name, value) -> headers.put(
                name.regionMatches(true, 0, prefix, 0, prefix.length()) ? name : prefix + name, value));
        return headers;
    }

    /**
     * What openstack4j calls metadata: all X- headers, and what users noted without its prefix. Names in any case,
     * shown as Swift writes them (the JDK's client makes them lower-case).
     */
    static Map<String, String> metadata(Map<String, String> headers) {
        Map<String, String> shown = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        MapWithoutMetaPrefixFunction.INSTANCE.apply(headers).forEach((name, value) -> shown.put(WORD.matcher(name)
                .replaceAll(word -> word.group().toUpperCase(Locale.ROOT)), value));
        return shown;
    }
}
