package org.bactrian.restore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.bactrian.source.Candidate;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;
import org.bactrian.source.Selector;
import org.bactrian.source.SourceEntry;

/**
 * Of the entries of an archive those that rules take, as a walk would take them: what is below a folder left out is not asked about,
 * and a folder that is only scanned comes if something below it does. Not thread-safe.
 */
public final class SelectedEntries implements Restorables {
    private final Restorables all;
    private final Selector selector;
    /** Folders that come only if something below them comes, each below the one before. */
    private final Deque<ChainReader.Restorable> scanned = new ArrayDeque<>();
    private final Deque<ChainReader.Restorable> ready = new ArrayDeque<>();
    private EntryName excluded;

    /**
     * @param all      is closed by this
     * @param selector asked about each entry but the root
     */
    public SelectedEntries(Restorables all, Selector selector) {
        this.all = all;
        this.selector = selector;
    }

    @Override
    public ChainReader.Restorable next() throws IOException {
        while (ready.isEmpty()) {
            ChainReader.Restorable next = all.next();
            if (next == null) {
                return null;
            }
            decide(next);
        }
        return ready.poll();
    }

    private void decide(ChainReader.Restorable next) {
        EntryName name = next.archivedName();
        if (excluded != null && name.startsWith(excluded)) {
            return;
        }
        while (!scanned.isEmpty() && !name.startsWith(scanned.peekLast().archivedName())) {
            scanned.removeLast();
        }
        Selector.Choice choice = name.isRoot() ? Selector.Choice.INCLUDE : selector.choose(new Archived(next.entry(), name));
        if (choice == Selector.Choice.INCLUDE || choice == Selector.Choice.INCLUDE_EMPTY) {
            ready.addAll(scanned);
            scanned.clear();
            ready.add(next);
        } else if (choice == Selector.Choice.SCAN && next.entry().type() == EntryType.DIRECTORY) {
            scanned.add(next);
        } else {
            excluded = name;
        }
    }

    @Override
    public List<String> lost() {
        return all.lost();
    }

    @Override
    public boolean isLost(EntryName archived) {
        return all.isLost(archived);
    }

    @Override
    public void close() throws IOException {
        all.close();
    }

    /** An entry as rules see it; the path is relative to the root of the archive. */
    private record Archived(Entry archived, EntryName name) implements Candidate {
        @Override
        public byte[] fullPath() {
            return name.toBytes();
        }

        @Override
        public Path path() {
            throw new UnsupportedOperationException("rules about what lies in a folder do not apply to an archive");
        }

        @Override
        public EntryType type() {
            return archived.type();
        }

        @Override
        public SourceEntry entry() {
            return new SourceEntry(name, Path.of(""), SourceEntry.State.READABLE, archived, 0, 0, 0);
        }

        @Override
        public long rootDevice() {
            return 0;
        }
    }
}
