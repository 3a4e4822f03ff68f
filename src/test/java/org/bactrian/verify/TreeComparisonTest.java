package org.bactrian.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.rsync.MemorySpool;
import org.bactrian.rsync.SignatureFormat;
import org.bactrian.rsync.SignatureWriter;
import org.bactrian.rsync.Spool;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;
import org.bactrian.source.SourceEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two streams of entries, side by side. */
class TreeComparisonTest implements VerifyListener {
    @TempDir
    private Path folder;

    private final List<SourceEntry> here = new ArrayList<>();
    private final List<ArchivedEntry> archived = new ArrayList<>();
    private final Map<EntryName, byte[]> signatures = new HashMap<>();
    private final List<String> said = new ArrayList<>();
    private Set<String> lost = Set.of();
    private int checked;
    private Executor threads = Runnable::run;

    @BeforeEach
    void roots() throws IOException {
        both("", EntryType.DIRECTORY, "");
    }

    @Test
    void equalTreesHaveNoDifferences() throws IOException {
        both("a", EntryType.FILE, "content");
        both("b", EntryType.SYMLINK, "target");
        for (VerifyResult result : List.of(compare(bytes()), compare(signatures()))) {
            assertThat(result.text()).isEqualTo("Verify complete: 3 files compared, 0 differences found.");
        }
        assertThat(said).isEmpty();
    }

    @Test
    void eachSideMayHaveWhatTheOtherHasNot() throws IOException {
        archived("a", entry("a", EntryType.FILE, 0644, 1, ""), "old");
        here("b", "new");
        archived("c", entry("c", EntryType.FIFO, 0644, 1, ""), null);
        assertThat(compare(bytes())).isEqualTo(new VerifyResult(4, 3, 0));
        assertThat(said).containsExactly("File a is missing", "New file b", "File c is missing");
        assertThat(checked).as("contents of the archive that were read over").isEqualTo(1);
    }

    @Test
    void theFirstDifferenceOfAnEntryIsSaid() throws IOException {
        here(entry("a", EntryType.FILE, 04600, 1_700_000_000L, ""), "one");
        archived("a", entry("a", EntryType.FILE, 0644, 1, ""), "other");
        here(entry("b", EntryType.FILE, 0644, 1_700_000_001L, ""), "one");
        archived("b", entry("b", EntryType.FILE, 0644, 1_704_412_800L, ""), "other");
        here(entry("c", EntryType.FILE, 0644, 1, ""), "one");
        archived("c", entry("c", EntryType.DIRECTORY, 0755, 1, ""), null);
        here(entry("d", EntryType.FILE, 0644, 1, ""), "one");
        archived("d", entry("d", EntryType.FILE, 0644, 1, ""), "two");
        here(entry("e", EntryType.SYMLINK, 0777, 1, "x y"), null);
        archived("e", entry("e", EntryType.SYMLINK, 0777, 1, "z"), null);
        here(new Entry(EntryName.of("f"), EntryType.BLOCK_DEVICE, 0600, 0, 0, "", "", 1, 0, Entry.NO_TARGET, 8, 1), null);
        archived("f", new Entry(EntryName.of("f"), EntryType.BLOCK_DEVICE, 0600, 0, 0, "", "", 1, 0, Entry.NO_TARGET, 7, 2), null);
        assertThat(compare(bytes())).isEqualTo(new VerifyResult(7, 6, 0));
        assertThat(said).containsExactly("File a has permissions 0:0 4600, expected 0:0 644",
                "File b has mtime Tue Nov 14 23:13:21 2023, expected Fri Jan  5 01:00:00 2024",
                "File c has type reg, expected dir", "Data for file d is different", "Symlink e points to x y, expected z",
                "Device file f has numbers (8, 1), expected (7, 2)");
    }

    @Test
    void oneIsOne() throws IOException {
        here.clear();
        assertThat(compare(bytes()).text()).isEqualTo("Verify complete: 1 file compared, 1 difference found.");
        assertThat(said).containsExactly("File . is missing");
    }

    @Test
    void contentsOfEqualLengthDifferBySignatureToo() throws IOException {
        here("a", "one");
        archived("a", entry("a", EntryType.FILE, 0644, 1, ""), "two");
        assertThat(compare(signatures())).isEqualTo(new VerifyResult(2, 1, 0));
        assertThat(said).containsExactly("Data for file a is different");
    }

    @Test
    void aContentThatGoesOnIsDifferent() throws IOException {
        here("a", "oneX");
        archived("a", entry("a", EntryType.FILE, 0644, 1, ""), "one");
        assertThat(compare(bytes()).differences()).isEqualTo(1);
        here("b", "o");
        archived("b", entry("b", EntryType.FILE, 0644, 1, ""), "one");
        assertThat(compare(bytes()).differences()).isEqualTo(2);
    }

    @Test
    void theArchivesLengthCountsBesideTheSignature() throws IOException {
        here("a", "one");
        archived("a", entry("a", EntryType.FILE, 0644, 1, ""), "onetwo");
        signatures.put(EntryName.of("a"), signature("one"));
        assertThat(compare(signatures()).differences()).as("volumes and signatures that disagree").isEqualTo(1);
    }

    @Test
    void aFileWithoutSignatureIsNotSaidToBeTheSame() throws IOException {
        both("a", EntryType.FILE, "content");
        signatures.clear();
        assertThat(compare(signatures())).isEqualTo(new VerifyResult(1, 0, 1));
        assertThat(said).containsExactly("a: the chain has no signature of it; use --compare-data");
    }

    @Test
    void whatCannotBeReadHereIsAnError() throws IOException {
        both("a", EntryType.FILE, "content");
        both("b", EntryType.FILE, "content");
        Files.delete(folder.resolve("a"));
        for (ContentComparison contents : List.of(bytes(), signatures())) {
            said.clear();
            assertThat(compare(contents)).isEqualTo(new VerifyResult(2, 0, 1));
            assertThat(said).singleElement().asString().startsWith("a: No such file");
        }
    }

    @Test
    void nothingBelowAnUnreadableFolderIsMissing() throws IOException {
        Entry d = entry("d", EntryType.DIRECTORY, 0755, 1, "");
        here.add(new SourceEntry(d.name(), folder, SourceEntry.State.CHILDREN_UNREADABLE, d, 1, 1, 1));
        archived("d", d, null);
        archived("d/x", entry("d/x", EntryType.FILE, 0644, 1, ""), "x");
        here.add(new SourceEntry(EntryName.of("e"), folder, SourceEntry.State.UNREADABLE, null, 0, 0, 0));
        archived("e", entry("e", EntryType.DIRECTORY, 0755, 1, ""), null);
        archived("e/x", entry("e/x", EntryType.FILE, 0644, 1, ""), "x");
        archived("e.x", entry("e.x", EntryType.FILE, 0644, 1, ""), "x");
        assertThat(compare(bytes())).isEqualTo(new VerifyResult(3, 1, 4));
        assertThat(said).containsExactly("(d/x: it cannot be read here)", "(e: it cannot be read here)",
                "(e/x: it cannot be read here)", "File e.x is missing");
    }

    @Test
    void nothingIsSaidOfWhatALostVolumeHad() throws IOException {
        lost = Set.of("a", "b", "c");
        here("a", "new or in the volume");
        archived("b", entry("b", EntryType.FILE, 0644, 1, ""), "deleted or in the volume");
        here("c", "one");
        archived("c", entry("c", EntryType.FILE, 0644, 1, ""), "other");
        both("d", EntryType.FILE, "same");
        assertThat(compare(bytes())).isEqualTo(new VerifyResult(2, 0, 3));
        assertThat(checked).isZero();
    }

    @Test
    void aDamagedDeltaConcernsItsFileAlone() throws IOException {
        here("a", "content");
        archived.add(damaged("a", ErrorKind.GENERAL));
        both("b", EntryType.FILE, "content");
        assertThat(compare(bytes())).isEqualTo(new VerifyResult(2, 0, 1));
        assertThat(said).containsExactly("a: the change of a is damaged");
        archived.set(1, damaged("a", ErrorKind.HASH_MISMATCH));
        assertThatThrownBy(() -> compare(bytes())).isInstanceOf(BactrianException.class);
    }

    @Test
    void severalThreadsSayTheSameInTheSameOrder() throws IOException {
        for (int i = 1000; i < 1600; i++) {
            String content = "x".repeat(i % 7 == 0 ? 300_000 : i);
            both("f" + i, EntryType.FILE, content);
            if (i % 50 == 0) {
                Files.writeString(folder.resolve("f" + i), content.replaceFirst("x$", "y"));
            }
            if (i % 90 == 0) {
                Files.delete(folder.resolve("f" + i));
            }
        }
        List<List<String>> runs = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (Executor each : List.<Executor>of(Runnable::run, pool)) {
                for (ContentComparison contents : List.of(bytes(), signatures())) {
                    threads = each;
                    said.clear();
                    said.add(compare(contents).text());
                    runs.add(List.copyOf(said));
                }
            }
        } finally {
            pool.shutdown();
        }
        assertThat(runs.get(0)).hasSizeGreaterThan(15).last().asString().contains("595 files compared");
        assertThat(runs).allMatch(runs.get(0)::equals);
    }

    private VerifyResult compare(ContentComparison contents) throws IOException {
        Iterator<ArchivedEntry> entries = List.copyOf(archived).iterator();
        ArchivedEntries archive = new ArchivedEntries() {
            @Override
            public ArchivedEntry next() {
                return entries.hasNext() ? entries.next() : null;
            }

            @Override
            public boolean isLost(EntryName name) {
                return lost.contains(name.toString());
            }
        };
        return new TreeComparison(List.copyOf(here).iterator(), archive, contents, this, ZoneId.of("Europe/Berlin"), threads)
                .run(() -> { });
    }

    private static ContentComparison bytes() {
        return new ByteComparison(MemorySpool::new);
    }

    private ContentComparison signatures() {
        return new SignatureComparison(name -> signatures.containsKey(name)
                ? new ByteArrayInputStream(signatures.get(name)) : null);
    }

    private void both(String name, EntryType type, String content) throws IOException {
        Entry entry = entry(name, type, 0644, 1, type == EntryType.SYMLINK ? content : "");
        here(entry, type == EntryType.FILE ? content : null);
        archived(name, entry, content);
    }

    private void here(String name, String content) throws IOException {
        here(entry(name, EntryType.FILE, 0644, 1, ""), content);
    }

    private void here(Entry entry, String content) throws IOException {
        Path path = folder.resolve(entry.name().isRoot() ? "" : entry.name().toString());
        if (content != null) {
            Files.writeString(path, content);
        }
        Entry sized = new Entry(entry.name(), entry.type(), entry.mode(), entry.uid(), entry.gid(), "", "", entry.mtime(),
                content == null ? 0 : content.length(), entry.linkTarget(), entry.deviceMajor(), entry.deviceMinor());
        here.add(new SourceEntry(entry.name(), path, SourceEntry.State.READABLE, sized, 1, 1, 1));
    }

    private void archived(String name, Entry entry, String content) {
        if (entry.isFile()) {
            signatures.put(EntryName.of(name), signature(content));
        }
        archived.add(new ArchivedEntry() {
            @Override
            public Entry entry() {
                return entry;
            }

            @Override
            public void writeTo(OutputStream out, Spool.Source scratch) throws IOException {
                out.write(content.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public long check() {
                checked++;
                return content.length();
            }
        });
    }

    private static ArchivedEntry damaged(String name, ErrorKind kind) {
        BactrianException damage = new BactrianException(kind, "the change of " + name + " is damaged", "");
        return new ArchivedEntry() {
            @Override
            public Entry entry() {
                return TreeComparisonTest.entry(name, EntryType.FILE, 0644, 1, "");
            }

            @Override
            public void writeTo(OutputStream out, Spool.Source scratch) {
                throw damage;
            }

            @Override
            public long check() {
                throw damage;
            }
        };
    }

    private static Entry entry(String name, EntryType type, int mode, long mtime, String target) {
        return new Entry(EntryName.of(name), type, mode, 0, 0, "", "", mtime, 0, target.getBytes(StandardCharsets.UTF_8), 0, 0);
    }

    private static byte[] signature(String content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SignatureWriter writer = new SignatureWriter(out, SignatureFormat.md4(512));
        try (InputStream in = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8))) {
            byte[] all = in.readAllBytes();
            writer.write(all, 0, all.length);
            writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void different(Difference difference) {
        said.add(difference.text());
    }

    @Override
    public void incomparable(EntryName name, String reason, boolean told) {
        said.add(told ? "(" + name + ": " + reason + ")" : name + ": " + reason);
    }
}
