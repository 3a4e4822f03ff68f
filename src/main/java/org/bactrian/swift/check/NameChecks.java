package org.bactrian.swift.check;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bactrian.store.check.Expect;
import org.bactrian.swift.check.TargetValidation.Check;

/** Names that a careless client or proxy would change on the way. Each is written, listed, read and removed. */
final class NameChecks {
    private static final int NAME_LIMIT = 1024;

    private NameChecks() {
    }

    static Map<String, Check> all() {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("a name with spaces", roundTrip(" a  name with spaces "));
        checks.put("a name with ? # % & + = ; : @ $ ,", roundTrip("q?x=1&y#frag%41+%2F;:@$,=1"));
        checks.put("a name with quotes and brackets", roundTrip("'\"`<>[]{}()|\\^~*!"));
        checks.put("a name in other scripts", roundTrip("Größe 測試 тест עברית 🐪"));
        checks.put("composed and decomposed letters stay apart", p -> {
            p.put("\u00e9", Expect.bytes(1));
            p.put("e\u0301", Expect.bytes(2));
            Expect.same(Expect.bytes(1), p.get("\u00e9"));
            Expect.same(Expect.bytes(2), p.get("e\u0301"));
            return "";
        });
        checks.put("upper and lower case stay apart", p -> {
            p.put("CASE", Expect.bytes(3));
            p.put("case", Expect.bytes(4));
            Expect.same(Expect.bytes(3), p.get("CASE"));
            return "";
        });
        checks.put("dots and double slashes are not folded", roundTrip("a/../b/./c//d"));
        checks.put("a name with a line break", roundTrip("line\nbreak\ttab"));
        checks.put("a name of 1024 bytes", p -> {
            int room = NAME_LIMIT - p.name("").getBytes(StandardCharsets.UTF_8).length;
            return roundTrip("n".repeat(room)).run(p);
        });
        return checks;
    }

    private static Check roundTrip(String name) {
        byte[] bytes = Expect.bytes(name.length());
        return p -> {
            p.put(name, bytes);
            Expect.same(bytes, p.get(name));
            Expect.that(p.lists(name), "the listing does not have it");
            Expect.that(p.delete(name), "it cannot be removed");
            Expect.that(p.head(name).isEmpty(), "it is still there");
            return "";
        };
    }
}
