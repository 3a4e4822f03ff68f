package org.bactrian.swift.check;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.bactrian.store.check.Expect;
import org.bactrian.store.check.Missing;
import org.bactrian.swift.ObjectInfo;
import org.bactrian.swift.PutOptions;
import org.bactrian.swift.SwiftFailure;
import org.bactrian.swift.check.TargetValidation.Check;
import org.bactrian.swift.http.RequestBody;

/** One object: put, get, ranges, conditions, metadata, removal. */
final class ObjectChecks {
    private static final int SIZE = 100_000;
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
    private static final String WRONG_MD5 = "0123456789abcdef0123456789abcdef";

    private ObjectChecks() {
    }

    static Map<String, Check> all() {
        Map<String, Check> checks = new LinkedHashMap<>();
        putAndGet(checks);
        ranges(checks);
        conditions(checks);
        metadata(checks);
        removal(checks);
        return checks;
    }

    private static void putAndGet(Map<String, Check> checks) {
        checks.put("put an object, its checksum confirmed", p -> p.put("one", Expect.bytes(SIZE)));
        checks.put("get it back unchanged", p -> {
            Expect.same(Expect.bytes(SIZE), p.get("one"));
            return "";
        });
        checks.put("its size by HEAD", p -> {
            long size = p.head("one").orElseThrow(() -> new AssertionError("it is not there")).size();
            Expect.that(size == SIZE, size + " bytes instead of " + SIZE);
            return "";
        });
        checks.put("its time by this machine's clock", p -> {
            Duration off = Duration.between(p.head("one").orElseThrow().modified(), Instant.now());
            Expect.that(off.abs().compareTo(CLOCK_TOLERANCE) < 0, "the clocks are " + off.toSeconds() + " s apart");
            return "";
        });
        checks.put("put an empty object", p -> {
            p.put("empty", new byte[0]);
            Expect.same(new byte[0], p.get("empty"));
            return "";
        });
        checks.put("put a stream of unknown length", p -> {
            byte[] bytes = Expect.bytes(SIZE);
            p.client().put(p.container(), p.name("stream"),
                    RequestBody.once(new ByteArrayInputStream(bytes), RequestBody.UNKNOWN), PutOptions.NONE);
            Expect.same(bytes, p.get("stream"));
            return "";
        });
        checks.put("compressed bytes are not unpacked on the way", p -> {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(new byte[SIZE]);
            }
            p.put("packed.gz", packed.toByteArray());
            Expect.same(packed.toByteArray(), p.get("packed.gz"));
            return "";
        });
        checks.put("overwrite: the next read gives the new bytes", p -> {
            p.put("over", Expect.bytes(10));
            p.put("over", Expect.bytes(SIZE + 1));
            Expect.same(Expect.bytes(SIZE + 1), p.get("over"));
            return "";
        });
    }

    private static void ranges(Map<String, Check> checks) {
        byte[] whole = Expect.bytes(SIZE);
        checks.put("a range from the middle", p -> {
            Expect.same(Arrays.copyOfRange(whole, 777, 777 + 5000), p.get("one", 777, 5000));
            return "";
        });
        checks.put("a range beyond the end is cut there", p -> {
            Expect.same(Arrays.copyOfRange(whole, SIZE - 10, SIZE), p.get("one", SIZE - 10, 5000));
            return "";
        });
        checks.put("a range behind the end is refused", p -> {
            Probe.expectRefusal(() -> p.client().get(p.container(), p.name("one"), SIZE + 5, 10), 416);
            return "";
        });
    }

    private static void conditions(Map<String, Check> checks) {
        checks.put("bytes with another checksum are refused", p -> {
            Probe.expectRefusal(() -> p.client().put(p.container(), p.name("wrong"), RequestBody.of(Expect.bytes(SIZE)),
                    PutOptions.NONE.withMd5(WRONG_MD5)), 422);
            Expect.that(p.head("wrong").isEmpty(), "but stored");
            return "";
        });
        checks.put("create only if new: refused when there", p -> {
            try {
                p.client().put(p.container(), p.name("one"), RequestBody.of(Expect.bytes(10)), PutOptions.NONE.ifNew());
            } catch (SwiftFailure e) {
                Expect.that(e.status() == 412, e.getMessage());
                return "";
            }
            p.put("one", Expect.bytes(SIZE));
            throw new Missing("the condition is ignored");
        });
        checks.put("create only if new: done when not", p -> {
            p.client().put(p.container(), p.name("new"), RequestBody.of(Expect.bytes(10)), PutOptions.NONE.ifNew());
            Expect.same(Expect.bytes(10), p.get("new"));
            return "";
        });
    }

    private static void metadata(Map<String, Check> checks) {
        checks.put("metadata is kept", p -> {
            p.client().put(p.container(), p.name("meta"), RequestBody.of(Expect.bytes(10)), PutOptions.NONE.with("X-Object-Meta-Colour", "blue 7"));
            expectMetadata(p, "Colour", "blue 7");
            return "";
        });
        checks.put("metadata can be changed, bytes stay", p -> {
            p.client().updateObject(p.container(), p.name("meta"), Map.of("X-Object-Meta-Colour", "green"));
            expectMetadata(p, "Colour", "green");
            Expect.same(Expect.bytes(10), p.get("meta"));
            return "";
        });
        checks.put("copy within the store", p -> {
            p.client().copy(p.container(), p.name("one"), p.container(), p.name("copy #1"));
            Expect.same(Expect.bytes(SIZE), p.get("copy #1"));
            return "";
        });
    }

    private static void expectMetadata(Probe p, String key, String value) {
        String got = p.head("meta").map(ObjectInfo::metadata).orElseThrow().get(key);
        Expect.that(value.equals(got), key + " is " + got);
    }

    private static void removal(Map<String, Check> checks) {
        checks.put("a missing object is not found", p -> {
            Expect.that(p.head("none").isEmpty(), "HEAD finds it");
            Probe.expectRefusal(() -> p.client().get(p.container(), p.name("none")), 404);
            return "";
        });
        checks.put("a missing container is not found", p -> {
            Probe.expectRefusal(() -> p.client().list(p.container() + "-bactrian-none", Map.of()), 404);
            return "";
        });
        checks.put("delete an object", p -> {
            Expect.that(p.delete("new"), "it was not there");
            Expect.that(p.head("new").isEmpty(), "it is still there");
            return "";
        });
        checks.put("delete it again", p -> {
            Expect.that(!p.delete("new"), "it was there once more");
            return "";
        });
        checks.put("delete many objects with one request", p -> {
            for (int i = 0; i < 5; i++) {
                p.put("bulk " + i + " %", Expect.bytes(i));
            }
            p.client().deleteAll(p.container(), IntStream.range(0, 6).mapToObj(i -> p.name("bulk " + i + " %")).toList());
            Expect.that(!p.lists("bulk 0 %") && p.head("bulk 4 %").isEmpty(), "they are still there");
            if (p.client().account().info().bulkDelete() == 0) {
                throw new Missing("done one by one");
            }
            return "";
        });
    }
}
