package org.bactrian.swift.check;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bactrian.store.check.Expect;
import org.bactrian.swift.ObjectInfo;
import org.bactrian.swift.check.TargetValidation.Check;

/** Listings: complete, soon, in pages, and no deeper than asked. */
final class ListingChecks {
    private static final int COUNT = 7;
    private static final int PATIENCE = 20;
    private static final long PAUSE_MILLIS = 500;

    private ListingChecks() {
    }

    static Map<String, Check> all() {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("a new object is listed", p -> {
            p.put("list/fresh", Expect.bytes(1));
            return wait(() -> p.lists("list/fresh"), "at once");
        });
        checks.put("a removed object is no longer listed", p -> {
            p.delete("list/fresh");
            return wait(() -> !p.lists("list/fresh"), "at once");
        });
        checks.put("listings tell size and checksum", p -> {
            String etag = p.put("list/sized", Expect.bytes(12_345));
            ObjectInfo info = listed(p, "list/sized");
            Expect.that(info.size() == 12_345 && info.etag().equals(etag), info.size() + " bytes, " + info.etag());
            return "";
        });
        checks.put("listings tell the time that HEAD tells", p -> {
            Instant head = p.head("list/sized").orElseThrow().modified();
            Duration off = Duration.between(listed(p, "list/sized").modified(), head).abs();
            Expect.that(off.compareTo(Duration.ofSeconds(1)) <= 0, off + " apart");
            return off.isZero() ? "exact" : "to a second";
        });
        checks.put("listings go page by page", p -> {
            IntStream.range(0, COUNT).forEach(i -> p.put("pages/" + i, Expect.bytes(1)));
            return pages(p);
        });
        checks.put("marker and end_marker bound a listing", p -> {
            List<String> names = p.client().list(p.container(), Map.of("prefix", p.name("pages/"), "marker", p.name("pages/1"),
                    "end_marker", p.name("pages/4"))).stream().map(ObjectInfo::name).toList();
            Expect.that(names.equals(List.of(p.name("pages/2"), p.name("pages/3"))), names.toString());
            return "";
        });
        checks.put("a delimiter keeps what lies deeper out", p -> {
            p.put("deep/one", Expect.bytes(1));
            p.put("deep/er/two", Expect.bytes(1));
            List<String> names = p.client().listBelow(p.container(), p.name("deep/")).stream().map(ObjectInfo::name).toList();
            Expect.that(names.equals(List.of(p.name("deep/one"))), names.toString());
            return "";
        });
        return checks;
    }

    private static String pages(Probe p) {
        String marker = "";
        int seen = 0;
        for (int page = 0; page <= COUNT; page++) {
            List<ObjectInfo> some = p.client().list(p.container(), Map.of("prefix", p.name("pages/"), "limit", "2", "marker", marker));
            if (some.isEmpty()) {
                break;
            }
            Expect.that(some.size() <= 2, some.size() + " objects on a page of 2");
            seen += some.size();
            marker = some.get(some.size() - 1).name();
        }
        Expect.that(seen == COUNT, seen + " objects instead of " + COUNT);
        return "";
    }

    private static ObjectInfo listed(Probe p, String name) {
        return p.client().list(p.container(), Map.of("prefix", p.name(name))).stream().findFirst()
                .orElseThrow(() -> new AssertionError("it is not listed"));
    }

    private interface Fact {
        boolean holds();
    }

    /** Some stores list late: that is no fault, but worth knowing. */
    private static String wait(Fact fact, String soon) throws InterruptedException {
        for (int i = 0; i < PATIENCE; i++) {
            if (fact.holds()) {
                return i == 0 ? soon : "after " + i * PAUSE_MILLIS + " ms";
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        throw new AssertionError("not within " + PATIENCE * PAUSE_MILLIS + " ms");
    }
}
