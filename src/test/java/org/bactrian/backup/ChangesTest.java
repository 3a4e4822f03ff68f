package org.bactrian.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import org.bactrian.rsync.MemorySpool;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;
import org.bactrian.source.SourceEntry;
import org.bactrian.source.SourceEntry.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an increment takes; above all that what cannot be read is never taken for deleted. */
class ChangesTest {
    private static final SourceEntry ROOT = folder("", State.READABLE);

    /** The signature of a file without content (spec 4.2). */
    static final byte[] EMPTY_FILE = HexFormat.of().parseHex("727301360000020000000008");

    @TempDir
    Path temp;

    private final Counters counters = new Counters();

    @Test
    void whatIsNoLongerThereIsDeleted() throws IOException {
        assertThat(changes(List.of(ROOT, link("b")), "a", "b", "c/", "c/x")).containsExactly("DELETED a", "DELETED c", "DELETED c/x");
        assertThat(counters.errors()).isZero();
    }

    @Test
    void aFolderThatCannotBeListedKeepsWhatIsBelow() throws IOException {
        List<SourceEntry> walk = List.of(ROOT, folder("dir", State.CHILDREN_UNREADABLE), link("z"));
        assertThat(changes(walk, "dir/", "dir/x", "dir/y/", "dir/y/z", "dir-order", "z")).containsExactly("DELETED dir-order");
        assertThat(counters.errors()).isEqualTo(1);
    }

    @Test
    void whatOnlyHasANameKeepsItself() throws IOException {
        SourceEntry unreadable = new SourceEntry(EntryName.of("dir"), Path.of("dir"), State.UNREADABLE, null, 0, 0, 0);
        assertThat(changes(List.of(ROOT, unreadable, link("new")), "dir/", "dir/x", "dir2", "gone"))
                .containsExactly("DELETED dir2", "DELETED gone", "NEW new");
        assertThat(counters.errors()).isEqualTo(1);
    }

    @Test
    void theRootIsNeverDeleted() throws IOException {
        SourceEntry unreadable = new SourceEntry(EntryName.ROOT, Path.of("."), State.UNREADABLE, null, 0, 0, 0);
        assertThat(changes(List.of(unreadable), "a", "b/", "b/c")).isEmpty();
        assertThat(changes(List.of(), "a")).containsExactly("DELETED a");
    }

    /** The content changed, the second of the modification time did not, and then the file cannot be read. */
    @Test
    void aTouchedFileThatCannotBeReadIsTriedAgain() throws IOException {
        assertThat(touched(null, "first", 10)).isEmpty();
        assertThat(touched("first", "second", 20)).containsExactly("CHANGED file");
        assertThat(touched("second", "third", 20)).as("though nothing more happened to it").containsExactly("CHANGED file");
    }

    private List<String> touched(String before, String after, long changeTime) throws IOException {
        Entry entry = new Entry(EntryName.of("file"), EntryType.FILE, 0755, 0, 0, "", "", 1, 0, Entry.NO_TARGET, 0, 0);
        SourceEntry file = new SourceEntry(entry.name(), temp.resolve("no-such"), State.READABLE, entry, 0, 7, changeTime);
        List<String> changes = new ArrayList<>();
        try (IdentityRecord identities = new IdentityRecord(before == null ? null : temp.resolve(before), temp.resolve(after), Long.MAX_VALUE)) {
            new Changes(List.of(ROOT, file).iterator(), new Known(List.of(ROOT.entry(), entry)), identities, counters, MemorySpool::new)
                    .forEachRemaining(change -> changes.add(change.kind() + " " + change.entry().name()));
        }
        return changes;
    }

    /** @param known names in archive order, a folder's with a slash; the root comes by itself */
    private List<String> changes(List<SourceEntry> walk, String... known) throws IOException {
        List<Entry> entries = new ArrayList<>(List.of(ROOT.entry()));
        Arrays.stream(known).map(name -> name.endsWith("/") ? folder(name.replaceAll("/$", ""), State.READABLE) : link(name))
                .forEach(entry -> entries.add(entry.entry()));
        List<String> changes = new ArrayList<>();
        try (IdentityRecord identities = new IdentityRecord(null, temp.resolve("identities"), 0)) {
            new Changes(walk.iterator(), new Known(entries), identities, counters, MemorySpool::new)
                    .forEachRemaining(change -> changes.add(change.kind() + " " + change.entry().name()));
        }
        return changes;
    }

    private static SourceEntry folder(String name, State state) {
        return entry(name, EntryType.DIRECTORY, state);
    }

    private static SourceEntry link(String name) {
        return entry(name, EntryType.SYMLINK, State.READABLE);
    }

    private static SourceEntry entry(String name, EntryType type, State state) {
        Entry entry = new Entry(EntryName.of(name), type, 0755, 0, 0, "", "", 1, 0, Entry.NO_TARGET, 0, 0);
        return new SourceEntry(entry.name(), Path.of(name), state, entry, 0, 0, 0);
    }

    /** A chain's state; its files are empty. */
    private static final class Known implements KnownEntries {
        private final Deque<Entry> left;

        Known(List<Entry> entries) {
            left = new ArrayDeque<>(entries);
        }

        @Override
        public KnownEntry peek() {
            Entry entry = left.peek();
            return entry == null ? null : new KnownEntry() {
                @Override
                public Entry entry() {
                    return entry;
                }

                @Override
                public InputStream signature() {
                    return new ByteArrayInputStream(EMPTY_FILE);
                }

                @Override
                public long signatureLength() {
                    return EMPTY_FILE.length;
                }
            };
        }

        @Override
        public void skip() {
            left.remove();
        }

        @Override
        public void prove() {
        }

        @Override
        public void close() {
        }
    }
}
