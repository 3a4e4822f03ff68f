package org.bactrian.restore;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.chain.BackupSet;
import org.bactrian.chain.Manifest;
import org.bactrian.log.RunLog;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;

/**
 * A state of the source, or what of it is at and below one path, entry by entry in archive order. Only volumes that can
 * contain the path are opened. Not thread-safe.
 */
public final class ChainReader implements Restorables {
    private final Merge merge;
    private final EntryName path;
    private final Closeable last;
    private final List<Lost> lost = new ArrayList<>();

    /** A volume that was given up. */
    private record Lost(String set, Manifest.Volume volume) {
    }

    /** A set, its manifest, and the way to its volumes. */
    public record ReadableSet(BackupSet set, Manifest manifest, VolumeOpener volumes) {
    }

    /**
     * @param sets a full and the increments after it, oldest first
     * @param path relative to the source root; the root for everything
     * @param log  told of what is left out
     * @param last closed with this, after everything else
     */
    public ChainReader(List<ReadableSet> sets, EntryName path, RunLog log, Closeable last) {
        this.path = path;
        this.last = last;
        List<SetStream> streams = new ArrayList<>();
        for (ReadableSet set : sets) {
            streams.add(SetStream.of(set, opener(set), path));
        }
        this.merge = new Merge(streams, log);
    }

    /** Remembers what was given up. */
    private VolumeOpener opener(ReadableSet set) {
        return new VolumeOpener() {
            @Override
            public InputStream open(int number) {
                InputStream volume = set.volumes().open(number);
                if (volume == null) {
                    lost.add(new Lost(set.set().id().toString(), set.manifest().volume(number).orElseThrow()));
                }
                return volume;
            }

            @Override
            public void close() throws IOException {
                set.volumes().close();
            }
        };
    }

    @Override
    public List<String> lost() {
        return lost.stream().map(one -> "volume " + one.volume().number() + " of the " + one.set() + " (" + one.volume().start() + " to "
                + one.volume().end() + ")").toList();
    }

    @Override
    public boolean isLost(EntryName archived) {
        return lost.stream().map(Lost::volume).anyMatch(volume -> volume.start().compareTo(archived) <= 0
                && archived.compareTo(volume.end()) <= 0);
    }

    /** The next entry, named relative to the path; null at the end. Valid until the next one is asked for. */
    @Override
    public Restorable next() throws IOException {
        History history = merge.next();
        return history == null ? null : new Restorable(history.entry().withName(below(history.name())), history.name(), history);
    }

    private EntryName below(EntryName name) {
        if (path.isRoot()) {
            return name;
        }
        byte[] bytes = name.toBytes();
        int start = Math.min(bytes.length, path.length() + 1);
        return EntryName.of(java.util.Arrays.copyOfRange(bytes, start, bytes.length));
    }

    @Override
    public void close() throws IOException {
        try (Closeable closing = last) {
            merge.close();
        }
    }

    /** One entry and where its content comes from. */
    public static final class Restorable {
        private final Entry entry;
        private final EntryName archived;
        private final History history;

        Restorable(Entry entry, EntryName archived, History history) {
            this.entry = entry;
            this.archived = archived;
            this.history = history;
        }

        /** Its metadata, named relative to the path that is read. */
        public Entry entry() {
            return entry;
        }

        /** Its name in the archive. */
        public EntryName archivedName() {
            return archived;
        }

        /** What a regular file contains; null for anything else. */
        public Content content() {
            return entry.isFile() ? new PatchedContent(history) : null;
        }
    }
}
