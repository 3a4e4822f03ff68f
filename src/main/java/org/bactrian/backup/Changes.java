package org.bactrian.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.Future;
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
    private static final int MOST_AHEAD = 64;

    private final Iterator<SourceEntry> walk;
    private final KnownEntries known;
    private final IdentityRecord identities;
    private final Counters counters;
    private final Spool.Source spools;
    /** What was found and not given yet, in order; touched files are read by several threads meanwhile. */
    private final ArrayDeque<Found> ahead = new ArrayDeque<>();
    private long held;
    private SourceEntry source;
    private EntryName keptBelow;
    private Change next;

    /** A change, or a touched file with its old signature and, in time, whether it still has that. */
    private record Found(Change change, SourceEntry touched, byte[] signature, Future<Boolean> same) {
        static Found of(Change change) {
            return change == null ? null : new Found(change, null, null, null);
        }
    }

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
                lookAhead();
                if (ahead.isEmpty()) {
                    return false;
                }
                next = settle(ahead.remove());
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes on to the next change that is certain, for that may hold much memory, past touched files as far as they are few. */
    private void lookAhead() throws IOException {
        while ((ahead.isEmpty() || ahead.getLast().same() != null) && ahead.size() < MOST_AHEAD && held <= MOST_COMPARED) {
            source = source == null && walk.hasNext() ? walk.next() : source;
            KnownEntry old = known.peek();
            if (source == null && old == null) {
                return;
            }
            Found found = step(old);
            if (found != null) {
                ahead.add(found);
            }
        }
    }

    private Change settle(Found found) throws IOException {
        if (found.same() == null) {
            return found.change();
        }
        SourceEntry entry = found.touched();
        byte[] signature = found.signature();
        held -= signature.length;
        return ContentCheck.result(found.same()) ? unchanged(entry)
                : Change.edited(entry, read(new ByteArrayInputStream(signature), signature.length, entry));
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
    private Found step(KnownEntry old) throws IOException {
        int order = source == null ? 1 : old == null ? -1 : source.name().compareTo(old.entry().name());
        if (order > 0) {
            Entry gone = old.entry();
            known.skip();
            return isKept(gone.name()) || gone.name().isRoot() ? null : Found.of(Change.removed(gone));
        }
        SourceEntry entry = source;
        source = null;
        if (entry.state() != SourceEntry.State.READABLE) {
            counters.error();
            keptBelow = entry.name();
        }
        Found found = entry.hasAttributes() ? compare(entry, order == 0 ? old : null) : null;
        if (order == 0) {
            known.skip();
        }
        return found;
    }

    private Found compare(SourceEntry entry, KnownEntry old) throws IOException {
        identities.note(entry);
        if (old == null) {
            return Found.of(Change.added(entry));
        }
        boolean sameMetadata = Aspect.firstDifference(entry.entry(), old.entry()) == null;
        boolean files = entry.entry().isFile() && old.entry().isFile();
        if (!files) {
            return Found.of(sameMetadata ? unchanged(entry) : Change.added(entry));
        }
        if (!sameMetadata) {
            return edited(entry, old);
        }
        return identities.compare(entry) == IdentityRecord.Verdict.TOUCHED ? compareContent(entry, old)
                : Found.of(unchanged(entry));
    }

    /** A touched file is read to see whether anything in it is new; often nothing is. */
    private Found compareContent(SourceEntry entry, KnownEntry old) throws IOException {
        if (old.signatureLength() > MOST_COMPARED) {
            return edited(entry, old);
        }
        byte[] bytes = old.signature().readAllBytes();
        held += bytes.length;
        return new Found(null, entry, bytes, ContentCheck.begin(entry, bytes));
    }

    private Found edited(SourceEntry entry, KnownEntry old) throws IOException {
        return Found.of(Change.edited(entry, read(old.signature(), old.signatureLength(), entry)));
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
