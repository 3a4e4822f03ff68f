package org.bactrian.store.check;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.seal.SealedOutput;
import org.bactrian.store.StoredObject;

/**
 * Tries through the five operations of any store all that backups rely on. The objects' names begin with a word of this run;
 * they are removed at the end, whatever happened.
 */
public final class ContractChecks {
    private static final int SIZE = 100_000;
    private static final int THREADS = 8;
    private static final int EACH = 4;
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
    private static final String WRONG_MD5 = "0123456789abcdef0123456789abcdef";
    private static final List<String> BEYOND = List.of("read a range of an object",
            "page through a listing", "objects in segments", "renewal of a login");

    private final StoreOperations store;
    private final Clock clock;
    private final String prefix;
    private final int speedBytes;
    private final CheckRun run;

    /**
     * @param store      what is tried
     * @param clock      this machine's
     * @param word       makes this run's names unlike others': letters and digits
     * @param speedBytes the size of the object that measures speed; it is held in memory
     * @param run        tells the results
     */
    public ContractChecks(StoreOperations store, Clock clock, String word, int speedBytes, CheckRun run) {
        this.store = store;
        this.clock = clock;
        this.prefix = "bactrian-check-" + word + "-";
        this.speedBytes = speedBytes;
        this.run = run;
    }

    /**
     * Runs all checks; if the target cannot even be listed or made, only that.
     *
     * @return whether the target was not there before, and was made
     */
    public boolean run() {
        boolean[] made = new boolean[1];
        if (!run.check("find or make the target", () -> {
            made[0] = isMissing();
            store.list(made[0]);
            return made[0] ? "made" : "is there";
        })) {
            return made[0];
        }
        try {
            oneObject();
            refusals();
            onlyOne();
            names();
            listings();
            manyAtOnce();
            BEYOND.forEach(name -> run.check(name, () -> {
                throw new Missing("does not apply: backups do without it on this store");
            }));
        } finally {
            run.check("clean up", this::cleanUp);
        }
        return made[0];
    }

    private boolean isMissing() {
        try {
            store.list(false);
            return false;
        } catch (BactrianException e) {
            if (e.kind() != ErrorKind.STORE_NOT_FOUND) {
                throw e;
            }
            return true;
        }
    }

    private void oneObject() {
        run.check("put an object, its checksum confirmed", () -> put("one", Expect.bytes(SIZE)));
        run.check("get it back unchanged", () -> expect("one", Expect.bytes(SIZE)));
        run.check("its size by stat", () -> {
            long size = existing("one").size();
            Expect.that(size == SIZE, size + " bytes instead of " + SIZE);
            return "";
        });
        run.check("its time by this machine's clock", () -> {
            Duration off = Duration.between(existing("one").modified(), clock.instant());
            Expect.that(off.abs().compareTo(CLOCK_TOLERANCE) < 0, "the clocks are " + off.toSeconds() + " s apart");
            return "";
        });
        run.check("put an empty object", () -> {
            put("empty", new byte[0]);
            return expect("empty", new byte[0]);
        });
        run.check("overwrite: the next read gives the new bytes", () -> {
            put("over", Expect.bytes(10));
            put("over", Expect.bytes(SIZE + 1));
            return expect("over", Expect.bytes(SIZE + 1));
        });
        run.check("speed up", () -> {
            byte[] bytes = Expect.bytes(speedBytes);
            long begun = System.nanoTime();
            put("speed", bytes);
            return Expect.speed(speedBytes, begun);
        });
        run.check("speed down", () -> {
            long begun = System.nanoTime();
            expect("speed", Expect.bytes(speedBytes));
            return Expect.speed(speedBytes, begun);
        });
    }

    private void refusals() {
        run.check("bytes with another checksum are refused", () -> {
            expectFailure(() -> store.put(prefix + "wrong", Expect.bytes(SIZE), WRONG_MD5), ErrorKind.UPLOAD_CORRUPTED);
            Expect.that(store.stat(prefix + "wrong") == null, "but stored");
            return "";
        });
        run.check("a refused overwrite leaves the old bytes", () -> {
            put("kept", Expect.bytes(20));
            expectFailure(() -> store.put(prefix + "kept", Expect.bytes(SIZE), WRONG_MD5), ErrorKind.UPLOAD_CORRUPTED);
            return expect("kept", Expect.bytes(20));
        });
        run.check("what is not there is said to be not there", () -> {
            Expect.that(store.stat(prefix + "never") == null, "stat describes it");
            return expectFailure(() -> get("never"), ErrorKind.STORE_NOT_FOUND);
        });
        run.check("removing what is not there is no error", () -> {
            store.delete(prefix + "never");
            return "";
        });
        run.check("a removed object is gone", () -> {
            put("gone", Expect.bytes(1));
            store.delete(prefix + "gone");
            Expect.that(store.stat(prefix + "gone") == null, "stat describes it");
            return expectFailure(() -> get("gone"), ErrorKind.STORE_NOT_FOUND);
        });
    }

    private void onlyOne() {
        run.check("put only if there is none yet", () -> {
            byte[] bytes = Expect.bytes(10);
            store.putNew(prefix + "new", bytes, md5(bytes));
            expectFailure(() -> store.putNew(prefix + "new", Expect.bytes(SIZE), md5(Expect.bytes(SIZE))),
                    ErrorKind.OBJECT_EXISTS);
            return expect("new", bytes);
        });
    }

    private void names() {
        run.check("a name as backups have", () -> roundTrip("duplicity-full.20240101T000000Z.vol1.difftar.gpg"));
        run.check("a name with spaces", () -> unusual(" a  name with spaces "));
        run.check("a name with ? # % & + = ; : @ $ ,", () -> unusual("q?x=1&y#frag%41+%2F;:@$,=1"));
        run.check("a name with quotes and brackets", () -> unusual("'\"`<>[]{}()|\\^~*!"));
        run.check("a name in other scripts", () -> unusual("Größe 測試 тест עברית 🐪"));
        run.check("upper and lower case stay apart", () -> {
            put("CASE", Expect.bytes(3));
            put("case", Expect.bytes(4));
            if (listed("CASE").size() + listed("case").size() < 2) {
                throw new Missing("they are one name here");
            }
            return expect("CASE", Expect.bytes(3));
        });
    }

    private void listings() {
        run.check("a new object is listed, with its size", () -> {
            put("listed", Expect.bytes(SIZE));
            List<StoredObject> found = listed("listed");
            Expect.that(found.size() == 1, "it is there " + found.size() + " times");
            Expect.that(found.get(0).size() == SIZE, found.get(0).size() + " bytes instead of " + SIZE);
            return "";
        });
        run.check("a removed object is no longer listed", () -> {
            store.delete(prefix + "listed");
            Expect.that(listed("listed").isEmpty(), "it is still there");
            return "";
        });
    }

    private void manyAtOnce() {
        run.check(THREADS + " uploads at once, none mixed up", () -> {
            ExecutorService pool = Executors.newFixedThreadPool(THREADS);
            try {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < THREADS * EACH; i++) {
                    int n = i;
                    all.add(pool.submit(() -> {
                        put("parallel-" + n, Expect.bytes(SIZE + n));
                        return expect("parallel-" + n, Expect.bytes(SIZE + n));
                    }));
                }
                for (Future<?> one : all) {
                    one.get();
                }
            } finally {
                pool.shutdownNow();
            }
            return THREADS * EACH + " objects";
        });
    }

    private String cleanUp() {
        List<StoredObject> ours = store.list(false).stream().filter(object -> object.name().startsWith(prefix)).toList();
        ours.forEach(object -> store.delete(object.name()));
        return ours.size() + " objects";
    }

    private String roundTrip(String name) throws IOException {
        byte[] bytes = Expect.bytes(name.length());
        put(name, bytes);
        expect(name, bytes);
        Expect.that(listed(name).size() == 1, "the listing does not have it");
        store.delete(prefix + name);
        Expect.that(store.stat(prefix + name) == null, "it cannot be removed");
        return "";
    }

    /** Only file name prefixes can bring such a name about: it may be refused, but not changed. */
    private String unusual(String name) throws IOException {
        try {
            put(name, new byte[0]);
        } catch (BactrianException e) {
            throw new Missing("refused: " + e.getMessage());
        }
        return roundTrip(name);
    }

    private String put(String name, byte[] bytes) throws IOException {
        String md5 = md5(bytes);
        store.put(prefix + name, bytes, md5);
        return md5;
    }

    private byte[] get(String name) throws IOException {
        return store.get(prefix + name);
    }

    private String expect(String name, byte[] bytes) throws IOException {
        Expect.same(bytes, get(name));
        return "";
    }

    private StoredObject existing(String name) {
        StoredObject object = store.stat(prefix + name);
        Expect.that(object != null, "it is not there");
        return object;
    }

    private List<StoredObject> listed(String name) {
        return store.list(false).stream().filter(object -> object.name().equals(prefix + name)).toList();
    }

    private interface Operation {
        void run() throws IOException;
    }

    private static String expectFailure(Operation operation, ErrorKind kind) throws IOException {
        try {
            operation.run();
        } catch (BactrianException e) {
            Expect.that(e.kind() == kind, "it ends as " + e.kind() + " instead of " + kind + ": " + e.getMessage());
            return "";
        }
        throw new AssertionError("it was accepted");
    }

    private static String md5(byte[] bytes) throws IOException {
        SealedOutput hashed = new SealedOutput(OutputStream.nullOutputStream());
        hashed.write(bytes);
        return hashed.md5();
    }
}
