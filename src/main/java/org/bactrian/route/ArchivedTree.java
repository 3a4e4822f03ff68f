package org.bactrian.route;

import java.io.IOException;
import java.io.OutputStream;
import org.bactrian.restore.ChainReader;
import org.bactrian.restore.Content;
import org.bactrian.restore.Ownership;
import org.bactrian.rsync.Spool;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.verify.ArchivedEntries;
import org.bactrian.verify.ArchivedEntry;

/** What a restore would make, as a comparison wants it. */
final class ArchivedTree implements ArchivedEntries {
    private final ChainReader reader;
    private final EntryName path;
    private final Ownership ownership;

    /**
     * @param reader    gives the entries; closed by whoever opened it
     * @param path      what their names are relative to
     * @param ownership who would own them here
     */
    ArchivedTree(ChainReader reader, EntryName path, Ownership ownership) {
        this.reader = reader;
        this.path = path;
        this.ownership = ownership;
    }

    /** The name in the archive of something at or below a path. */
    static EntryName below(EntryName path, EntryName name) {
        return name.isRoot() ? path : path.child(name.toBytes());
    }

    @Override
    public ArchivedEntry next() throws IOException {
        ChainReader.Restorable next = reader.next();
        if (next == null) {
            return null;
        }
        Entry entry = next.entry();
        return new Restorable(entry.withOwner(ownership.uid(entry), ownership.gid(entry)), next.content());
    }

    @Override
    public boolean isLost(EntryName name) {
        return reader.isLost(below(path, name));
    }

    /** @param content null for anything but a regular file */
    private record Restorable(Entry entry, Content content) implements ArchivedEntry {
        @Override
        public void writeTo(OutputStream out, Spool.Source scratch) throws IOException {
            content.writeTo(out, scratch);
        }

        @Override
        public long check() throws IOException {
            return content.check();
        }
    }
}
