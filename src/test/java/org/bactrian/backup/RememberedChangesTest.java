package org.bactrian.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.bactrian.rsync.MemorySpool;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;
import org.bactrian.source.SourceEntry;
import org.bactrian.source.SourceEntry.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The record of what the last run found spares the signatures, and finds what they would have found. */
class RememberedChangesTest {
    private static final long NOW = Long.MAX_VALUE;

    @TempDir
    Path temp;

    private int records;

    @Test
    void nothingIsAskedOfTheChainWhereAllIsAsItWas() throws IOException {
        TreeMap<EntryName, SourceEntry> tree = tree(new Random(1));
        Path record = recordOf(tree, true);
        Known known = new Known(tree);
        assertThat(changes(tree, known, record)).isEmpty();
        assertThat(known.asked).isFalse();
    }

    @Test
    void withoutARecordOfAllTheChainIsAsked() throws IOException {
        TreeMap<EntryName, SourceEntry> tree = tree(new Random(1));
        Known known = new Known(tree);
        assertThat(changes(tree, known, recordOf(tree, false))).isEmpty();
        assertThat(known.asked).isTrue();
        assertThat(known.entries).isEmpty();
    }

    @Test
    void theChainIsReadUpToTheLastDifferenceAndThenProved() throws IOException {
        TreeMap<EntryName, SourceEntry> tree = tree(new Random(2));
        Path record = recordOf(tree, true);
        Known known = new Known(tree);
        EntryName middle = new ArrayList<>(tree.keySet()).get(tree.size() / 2);
        tree.remove(middle);
        assertThat(changes(tree, known, record)).containsExactly("DELETED " + middle);
        assertThat(known.entries.firstKey()).isGreaterThan(middle);
        assertThat(known.proved).isTrue();
    }

    /** What changes under a change time that was too recent to be trusted is asked of the chain. */
    @Test
    void whatHadJustChangedIsLookedAtAgain() throws IOException {
        TreeMap<EntryName, SourceEntry> tree = tree(new Random(3));
        Path record = temp.resolve("recent");
        try (IdentityRecord noted = new IdentityRecord(null, record, 1_000)) {
            for (SourceEntry entry : tree.values()) {
                noted.note(entry, true);
            }
            noted.finish(true);
        }
        Known known = new Known(tree);
        assertThat(changes(tree, known, record)).as("of files the content is read").allMatch(change -> change.startsWith("CHANGED"));
        assertThat(known.asked).isTrue();
    }

    @Test
    void whateverIsAddedRemovedOrChangedIsFoundAsWithTheChainAlone() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            TreeMap<EntryName, SourceEntry> before = tree(random);
            TreeMap<EntryName, SourceEntry> after = new TreeMap<>(before);
            int edits = random.nextInt(6);
            for (int i = 0; i < edits; i++) {
                edit(after, random);
            }
            Path next = temp.resolve("next-" + seed);
            List<String> alone = changes(after, new Known(before), recordOf(before, false));
            Known known = new Known(before);
            assertThat(changes(after, known, recordOf(before, true), next)).as("seed " + seed).isEqualTo(alone);
            assertThat(changes(after, new Known(after), next)).as("files that were touched cannot be read here, and stay; seed " + seed)
                    .isSubsetOf(alone);
            assertThat(known.asked).as("seed " + seed).isEqualTo(!after.equals(before));
        }
    }

    private static void edit(TreeMap<EntryName, SourceEntry> tree, Random random) {
        List<EntryName> names = new ArrayList<>(tree.keySet());
        EntryName name = names.get(random.nextInt(names.size()));
        SourceEntry old = tree.get(name);
        switch (random.nextInt(4)) {
            case 0 -> tree.put(EntryName.of("n" + random.nextInt(60)), file("n" + random.nextInt(60), 500, 1));
            case 1 -> remove(tree, name);
            case 2 -> tree.put(name, entry(name, old.entry().type(), old.entry().mtime() + 10, old.inode(), old.changeTime() + 5));
            default -> tree.put(name, entry(name, EntryType.FIFO, old.entry().mtime(), 1_000 + random.nextInt(), 77));
        }
        tree.replaceAll((key, value) -> entry(key, value.entry().type(), value.entry().mtime(), value.inode(), value.changeTime()));
    }

    private static void remove(TreeMap<EntryName, SourceEntry> tree, EntryName name) {
        if (!name.isRoot()) {
            tree.remove(name);
        }
    }

    private static TreeMap<EntryName, SourceEntry> tree(Random random) {
        TreeMap<EntryName, SourceEntry> tree = new TreeMap<>(Map.of(EntryName.ROOT, entry(EntryName.ROOT, EntryType.DIRECTORY, 5, 1, 10)));
        for (int i = 0; i < 20; i++) {
            String name = "n" + random.nextInt(60);
            tree.put(EntryName.of(name), random.nextInt(4) > 0 ? file(name, 100 + i, 20 + i)
                    : entry(EntryName.of(name), EntryType.FIFO, 9, 200 + i, 30 + i));
        }
        return tree;
    }

    private static SourceEntry file(String name, long inode, long changeTime) {
        return entry(EntryName.of(name), EntryType.FILE, 7, inode, changeTime);
    }

    private static SourceEntry entry(EntryName name, EntryType type, long mtime, long inode, long changeTime) {
        Entry entry = new Entry(name, type, 0644, 1, 2, "", "", mtime, 0, Entry.NO_TARGET, 0, 0);
        return new SourceEntry(name, Path.of("no-such"), State.READABLE, entry, 0, inode, changeTime);
    }

    private Path recordOf(TreeMap<EntryName, SourceEntry> tree, boolean exactly) throws IOException {
        Path file = temp.resolve("record-" + records++);
        try (IdentityRecord record = new IdentityRecord(null, file, NOW)) {
            for (SourceEntry entry : tree.values()) {
                record.note(entry, true);
            }
            record.finish(exactly);
        }
        return file;
    }

    private List<String> changes(TreeMap<EntryName, SourceEntry> walk, Known known, Path record) throws IOException {
        return changes(walk, known, record, temp.resolve("after-" + records++));
    }

    private List<String> changes(TreeMap<EntryName, SourceEntry> walk, Known known, Path before, Path after) throws IOException {
        List<String> changes = new ArrayList<>();
        try (IdentityRecord identities = new IdentityRecord(before, after, NOW)) {
            new Changes(walk.values().iterator(), known, identities, new Counters(), MemorySpool::new)
                    .forEachRemaining(change -> changes.add(change.kind() + " " + change.entry().name()));
            identities.finish(true);
        }
        return changes;
    }

    /** A chain's state, of files without content. */
    private static final class Known implements KnownEntries {
        private final TreeMap<EntryName, SourceEntry> entries;
        private boolean asked;
        private boolean proved;

        Known(TreeMap<EntryName, SourceEntry> tree) {
            entries = new TreeMap<>(tree);
        }

        @Override
        public KnownEntry peek() {
            asked = true;
            return entries.isEmpty() ? null : new KnownEntry() {
                private final Entry entry = entries.firstEntry().getValue().entry();

                @Override
                public Entry entry() {
                    return entry;
                }

                @Override
                public InputStream signature() {
                    return new ByteArrayInputStream(ChangesTest.EMPTY_FILE);
                }

                @Override
                public long signatureLength() {
                    return ChangesTest.EMPTY_FILE.length;
                }
            };
        }

        @Override
        public void skip() {
            entries.pollFirstEntry();
        }

        @Override
        public void prove() {
            proved = true;
        }

        @Override
        public void close() {
        }
    }
}
