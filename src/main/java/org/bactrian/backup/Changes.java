package org.bactrian.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.bactrian.rsync.Signature;
import org.bactrian.rsync.Spool;
import org.bactrian.source.Aspect;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.SourceEntry;

/**
 * What of the source the chain does not have: two sorted streams side by side, the walk and the chain's signatures. An
 * entry that exists but cannot be read keeps its old version, and so does everything below such a folder: it is an error,
 * not a deletion. Not thread-safe.
 */
public final class Changes implements Iterator<Change> {
    /** Longer signatures are not held in memory a second time; such a file gets a delta, however short. */
    private static final long MOST_COMPARED = 8L << 20;

    private final Iterator<SourceEntry> walk;
    private final KnownEntries known;
    private final IdentityRecord identities;
    private final Counters counters;
    private final Spool.Source spools;
    private SourceEntry source;
    private EntryName keptBelow;
    private Change next;

    /**
     * @param walk       the source
     * @param known      the chain; {@link KnownEntries#NONE} for a full
     * @param identities what was noted of the files when they were stored last, and takes what is noted now
     * @param counters   counts what did not change, and what could not be read
     * @param spools     take signatures that are too large for the memory
     */
    public Changes(Iterator<SourceEntry> walk, KnownEntries known, IdentityRecord identities, Counters counters,
            Spool.Source spools) {
        this.walk = walk;
        this.known = known;
        this.identities = identities;
        this.counters = counters;
        this.spools = spools;
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null) {
                source = source == null && walk.hasNext() ? walk.next() : source;
                KnownEntry old = known.peek();
                if (source == null && old == null) {
                    return false;
                }
                next = step(old);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Change next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Change given = next;
        next = null;
        return given;
    }

    /** Takes the lower of the two names, or both if they are the same. */
    private Change step(KnownEntry old) throws IOException {
        int order = source == null ? 1 : old == null ? -1 : source.name().compareTo(old.entry().name());
        if (order > 0) {
            Entry gone = old.entry();
            known.skip();
            return isKept(gone.name()) || gone.name().isRoot() ? null : Change.removed(gone);
        }
        SourceEntry entry = source;
        source = null;
        if (entry.state() != SourceEntry.State.READABLE) {
            counters.error();
            keptBelow = entry.name();
        }
        Change change = entry.hasAttributes() ? compare(entry, order == 0 ? old : null) : null;
        if (order == 0) {
            known.skip();
        }
        return change;
    }

    private Change compare(SourceEntry entry, KnownEntry old) throws IOException {
        boolean bothFiles = old != null && entry.entry().isFile() && old.entry().isFile();
        boolean sameMetadata = old != null && Aspect.firstDifference(entry.entry(), old.entry()) == null;
        boolean touched = bothFiles && sameMetadata && identities.compare(entry) == IdentityRecord.Verdict.TOUCHED;
        Change change = old == null ? Change.added(entry) : touched ? compareContent(entry, old)
                : sameMetadata ? unchanged(entry) : bothFiles ? Change.edited(entry, read(old.signature(), old.signatureLength(), entry))
                : Change.added(entry);
        // nothing but its identity tells that a touched file is to be stored; should that fail, the next run has to know
        identities.note(entry, !touched || change == null);
        return change;
    }

    /** A touched file is read to see whether anything in it is new; often nothing is. */
    private Change compareContent(SourceEntry entry, KnownEntry old) throws IOException {
        if (old.signatureLength() > MOST_COMPARED) {
            return Change.edited(entry, read(old.signature(), old.signatureLength(), entry));
        }
        byte[] bytes = old.signature().readAllBytes();
        return ContentCheck.matches(entry, bytes) ? unchanged(entry)
                : Change.edited(entry, read(new ByteArrayInputStream(bytes), bytes.length, entry));
    }

    private Signature read(InputStream in, long length, SourceEntry entry) throws IOException {
        return Signature.read(in, length, "the signature of " + entry.name(), Signature.defaultMemoryLimit(), spools);
    }

    private Change unchanged(SourceEntry entry) {
        counters.unchanged(entry.entry());
        return null;
    }

    private boolean isKept(EntryName name) {
        return keptBelow != null && name.startsWith(keptBelow);
    }
}
