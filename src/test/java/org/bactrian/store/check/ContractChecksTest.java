package org.bactrian.store.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.store.FileStore;
import org.bactrian.store.StoredObject;
import org.bactrian.store.check.CheckResult.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks of every store: the folder passes them, and each fault of a store is found by the check that is about it. */
class ContractChecksTest {
    @TempDir
    Path temp;

    @Test
    void aFolderIsSoundAndNothingStaysBehind() {
        Folder store = new Folder();
        List<CheckResult> results = run(store);
        assertThat(results).allSatisfy(r -> assertThat(r.outcome()).as(r.toString()).isNotEqualTo(Outcome.WRONG));
        assertThat(results).filteredOn(r -> r.outcome() == Outcome.OK).hasSizeGreaterThanOrEqualTo(24);
        assertThat(store.list(false)).isEmpty();
    }

    @Test
    void aTargetThatCannotBeMadeEndsItAtOnce() {
        List<CheckResult> results = run(new Folder() {
            @Override
            public List<StoredObject> list(boolean create) {
                throw new BactrianException(ErrorKind.STORE_PERMISSION, "not allowed", "");
            }
        });
        assertThat(results).singleElement().satisfies(r -> assertThat(r.outcome()).isEqualTo(Outcome.WRONG));
    }

    @Test
    void aStoreThatBelievesEveryChecksumIsFound() {
        assertThat(wrong(new Folder() {
            @Override
            public void put(String name, byte[] bytes, String md5) {
                super.put(name, bytes, md5(bytes));
            }
        })).containsExactly("bytes with another checksum are refused", "a refused overwrite leaves the old bytes");
    }

    @Test
    void aStoreThatKeepsTheOldBytesIsFound() {
        assertThat(wrong(new Folder() {
            @Override
            public void put(String name, byte[] bytes, String md5) {
                if (stat(name) == null || !md5.equals(md5(bytes))) {
                    super.put(name, bytes, md5);
                }
            }
        })).contains("overwrite: the next read gives the new bytes");
    }

    @Test
    void aStoreThatForgetsToListOrRemoveIsFound() {
        assertThat(wrong(new Folder() {
            @Override
            public void delete(String name) {
                // forgets
            }
        })).contains("a removed object is gone", "a removed object is no longer listed", "a name as backups have");
        assertThat(wrong(new Folder() {
            @Override
            public List<StoredObject> list(boolean create) {
                return super.list(create).stream().filter(o -> !o.name().endsWith("listed")).toList();
            }
        })).containsExactly("a new object is listed, with its size");
    }

    @Test
    void aStoreThatChangesAByteIsFound() {
        assertThat(wrong(new Folder() {
            @Override
            public byte[] get(String name) throws IOException {
                byte[] bytes = super.get(name);
                if (bytes.length > 1000) {
                    bytes[1000] ^= 1;
                }
                return bytes;
            }
        })).contains("get it back unchanged", "speed down", "8 uploads at once, none mixed up");
    }

    /** What one leaves behind is not to disturb the next. */
    private int runs;

    private List<CheckResult> run(StoreOperations store) {
        List<CheckResult> seen = new ArrayList<>();
        CheckRun run = new CheckRun(seen::add);
        new ContractChecks(store, Clock.systemUTC(), "t" + runs++, 100_000, run).run();
        assertThat(run.results()).isEqualTo(seen);
        return seen;
    }

    private List<String> wrong(StoreOperations store) {
        return run(store).stream().filter(r -> r.outcome() == Outcome.WRONG).map(CheckResult::name).collect(Collectors.toList());
    }

    private static String md5(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(org.bactrian.swift.http.Digests.md5().digest(bytes));
    }

    /** The file store on a folder that is not there yet. */
    private class Folder implements StoreOperations {
        private final FileStore store = new FileStore();
        private final String url = "file://" + temp.resolve("store");

        @Override
        public void putNew(String name, byte[] bytes, String md5) {
            store.put(url, name, new ByteArrayInputStream(bytes), bytes.length, md5, true);
        }

        @Override
        public byte[] get(String name, int most) throws IOException {
            try (InputStream in = store.get(url, name)) {
                return in.readNBytes(most);
            }
        }

        @Override
        public void put(String name, byte[] bytes, String md5) {
            store.put(url, name, new ByteArrayInputStream(bytes), bytes.length, md5, false);
        }

        @Override
        public byte[] get(String name) throws IOException {
            try (InputStream in = store.get(url, name)) {
                return in.readAllBytes();
            }
        }

        @Override
        public List<StoredObject> list(boolean create) {
            return store.list(url, create);
        }

        @Override
        public StoredObject stat(String name) {
            return store.stat(url, name);
        }

        @Override
        public void delete(String name) {
            store.delete(url, name);
        }
    }
}
