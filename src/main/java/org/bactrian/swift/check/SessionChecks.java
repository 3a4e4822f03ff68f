package org.bactrian.swift.check;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bactrian.store.check.Expect;
import org.bactrian.swift.check.TargetValidation.Check;

/** Many requests at once, a second login, and how fast it is. */
final class SessionChecks {
    private static final int THREADS = 8;
    private static final int EACH = 3;
    private static final int SIZE = 200_000;

    private SessionChecks() {
    }

    static Map<String, Check> all(int speedBytes) {
        Map<String, Check> checks = new LinkedHashMap<>();
        checks.put(THREADS + " uploads at once, none mixed up", p -> {
            ExecutorService pool = Executors.newFixedThreadPool(THREADS);
            try {
                inParallel(pool, p);
            } finally {
                pool.shutdownNow();
            }
            return THREADS * EACH + " objects";
        });
        checks.put("a second login gives a token that works", p -> {
            p.client().account().renewToken();
            Expect.that(p.client().headContainer(p.container()).isPresent(), "the container is gone");
            return "";
        });
        checks.put("a token that is none is refused, then replaced", p -> {
            p.client().account().spoilToken();
            p.put("after spoiling", Expect.bytes(SIZE));
            Expect.same(Expect.bytes(SIZE), p.get("after spoiling"));
            return "";
        });
        checks.put("speed up", p -> {
            byte[] bytes = Expect.bytes(speedBytes);
            long begun = System.nanoTime();
            p.put("speed", bytes);
            return Expect.speed(speedBytes, begun);
        });
        checks.put("speed down", p -> {
            long begun = System.nanoTime();
            try (InputStream in = p.client().get(p.container(), p.name("speed")).bytes()) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return Expect.speed(speedBytes, begun);
        });
        return checks;
    }

    private static void inParallel(ExecutorService pool, Probe p) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < THREADS * EACH; i++) {
            int n = i;
            all.add(pool.submit(() -> {
                p.put("parallel " + n, Expect.bytes(SIZE + n));
                Expect.same(Expect.bytes(SIZE + n), p.get("parallel " + n));
                return n;
            }));
        }
        for (Future<?> one : all) {
            one.get();
        }
    }
}
