package org.bactrian.swift.check;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bactrian.store.check.Expect;
import org.bactrian.store.check.Missing;
import org.bactrian.swift.ObjectInfo;
import org.bactrian.swift.PutOptions;
import org.bactrian.swift.SwiftAccount;
import org.bactrian.swift.SwiftClient;
import org.bactrian.swift.check.TargetValidation.Check;
import org.bactrian.swift.http.RequestBody;

/** Objects in segments: static ones, which we write, and dynamic ones, which duplicity does. */
final class LargeObjectChecks {
    private static final int SEGMENT = 1024 * 1024;
    private static final int SIZE = 2 * SEGMENT + 12_345;

    private LargeObjectChecks() {
    }

    static Map<String, Check> all(SwiftAccount account) {
        SwiftClient small = new SwiftClient(account.withSegmentSize(SEGMENT));
        byte[] whole = Expect.bytes(SIZE);
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put("put an object in segments", p -> {
            if (!account.info().staticLarge()) {
                throw new Missing("/info names no static large objects");
            }
            return small.put(p.container(), p.name("large"), RequestBody.of(whole), PutOptions.NONE);
        });
        checks.put("get it back whole", needing("large", p -> Expect.same(whole, p.get("large"))));
        checks.put("HEAD tells the size of the whole", needing("large", p -> expectSize(p, "large")));
        checks.put("a range across segments", needing("large",
                p -> Expect.same(Arrays.copyOfRange(whole, SEGMENT - 9, SEGMENT + 9), p.get("large", SEGMENT - 9, 18))));
        checks.put("removing it removes its segments", needing("large", p -> {
            Expect.that(segments(p, "large") == 3, segments(p, "large") + " segments instead of 3");
            p.delete("large");
            Expect.that(segments(p, "large") == 0, segments(p, "large") + " segments are left");
        }));
        checks.put("an object of a segment prefix (dynamic)", p -> {
            putDynamic(p, whole);
            if (p.get("dynamic").length == 0) {
                throw new Missing("the store takes the manifest for an empty object");
            }
            Expect.same(whole, p.get("dynamic"));
            expectSize(p, "dynamic");
            return "";
        });
        checks.put("removing that removes its segments", p -> {
            p.delete("dynamic");
            Expect.that(segments(p, "dynamic") == 0, segments(p, "dynamic") + " segments are left");
            return "";
        });
        return checks;
    }

    private interface Step {
        void run(Probe probe) throws Exception;
    }

    private static Check needing(String name, Step step) {
        return p -> {
            if (p.head(name).isEmpty()) {
                throw new Missing("there is none");
            }
            step.run(p);
            return "";
        };
    }

    private static void putDynamic(Probe p, byte[] whole) {
        String container = p.segmentContainer();
        p.client().createContainer(container, Map.of());
        for (int from = 0, n = 0; from < whole.length; from += SEGMENT, n++) {
            p.client().put(container, p.name("dynamic/") + String.format("%08d", n),
                    RequestBody.of(Arrays.copyOfRange(whole, from, Math.min(whole.length, from + SEGMENT))), PutOptions.NONE);
        }
        p.client().put(p.container(), p.name("dynamic"), RequestBody.of(new byte[0]),
                PutOptions.NONE.with("X-Object-Manifest", container + "/" + p.name("dynamic/")));
    }

    private static void expectSize(Probe p, String name) {
        long size = p.head(name).map(ObjectInfo::size).orElse(-1L);
        Expect.that(size == SIZE, size + " bytes instead of " + SIZE);
    }

    private static int segments(Probe p, String name) {
        return p.client().list(p.segmentContainer(), Map.of("prefix", p.name(name + "/"))).size();
    }
}
