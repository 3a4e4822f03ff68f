package org.bactrian.route;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.bactrian.backup.KnownEntries;
import org.bactrian.backup.KnownEntry;
import org.bactrian.source.EntryName;
import org.bactrian.verify.Signatures;

/** The signatures of a state, at and below a path. Not thread-safe. */
final class ChainSignatures implements Signatures, Closeable {
    private final KnownEntries known;
    private final EntryName path;

    /**
     * @param known the state; closed with this
     * @param path  what names are relative to; the root for everything
     */
    ChainSignatures(KnownEntries known, EntryName path) {
        this.known = known;
        this.path = path;
    }

    @Override
    public InputStream find(EntryName name) throws IOException {
        EntryName archived = ArchivedTree.below(path, name);
        KnownEntry entry = known.peek();
        while (entry != null && entry.entry().name().compareTo(archived) < 0) {
            known.skip();
            entry = known.peek();
        }
        boolean found = entry != null && entry.entry().name().equals(archived) && entry.entry().isFile();
        return found ? entry.signature() : null;
    }

    @Override
    public void close() throws IOException {
        known.close();
    }
}
