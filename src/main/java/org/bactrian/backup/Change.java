package org.bactrian.backup;

import java.util.Objects;
import org.bactrian.chain.FileChange;
import org.bactrian.rsync.Signature;
import org.bactrian.source.Entry;
import org.bactrian.source.SourceEntry;

/**
 * One difference between the source and the chain, which a set is made of.
 *
 * @param kind   which
 * @param entry  what the archive will say of it; for DELETED only the name counts
 * @param source where the content is read from; null for DELETED
 * @param old    signature of the content in the chain; only for CHANGED
 */
public record Change(Kind kind, Entry entry, SourceEntry source, Signature old) {
    /** Of a block of an old signature: its two sums, and its place in the index. */
    private static final int BLOCK_MEMORY = 32;

    /** The kinds of differences. */
    public enum Kind {
        /** Not in the chain, or something else there: stored whole. */
        NEW(FileChange.Mark.NEW),
        /** A regular file in both: stored as a delta. */
        CHANGED(FileChange.Mark.CHANGED),
        /** Only in the chain. */
        DELETED(FileChange.Mark.DELETED);

        private final FileChange.Mark mark;

        Kind(FileChange.Mark mark) {
            this.mark = mark;
        }

        /** The word in the manifest's file list (spec 2.1). */
        public FileChange.Mark mark() {
            return mark;
        }
    }

    /** @throws NullPointerException if kind or entry are missing */
    public Change {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(entry, "entry");
    }

    /** Whether a file is read for it. */
    boolean hasContent() {
        return kind != Kind.DELETED && entry.isFile();
    }

    /** Bytes of memory it takes when it is read whole, with what it holds; roughly. */
    long memory() {
        return (hasContent() ? entry.size() : 0) + (old == null ? 0 : (long) BLOCK_MEMORY * old.blockCount());
    }

    /** An entry to store whole. */
    static Change added(SourceEntry source) {
        return new Change(Kind.NEW, source.entry(), source, null);
    }

    /** A regular file to store as a delta. */
    static Change edited(SourceEntry source, Signature old) {
        return new Change(Kind.CHANGED, source.entry(), source, old);
    }

    /** An entry that is gone. */
    static Change removed(Entry known) {
        return new Change(Kind.DELETED, known, null, null);
    }
}
