package org.bactrian.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.bactrian.rsync.Signature;
import org.bactrian.rsync.Spool;
import org.bactrian.source.Aspect;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.SourceEntry;

/**
 * What of the source the chain does not have: two sorted streams side by side, the walk and the chain's signatures, or where it suffices
 * the record of what the last run found. An entry that exists but cannot be read keeps its old version, and so does everything below such a folder: it is an error,
 * not a deletion. Not thread-safe.
 */
public final class Changes implements Iterator<Change> {
    /** Longer signatures are not held in memory a second time; such a file gets a delta, however short. */
    private static final long MOST_COMPARED = 8L << 20;
    private static final int MOST_AHEAD = 64;
    private static final Future<Boolean> UNEQUAL = CompletableFuture.completedFuture(false);

    private final Iterator<SourceEntry> walk;
    private final KnownEntries known;
    private final IdentityRecord identities;
    private final Counters counters;
    private final Spool.Source spools;
    /** What was found and not given yet, in order; touched files are read by several threads meanwhile. */
    private final ArrayDeque<Found> ahead = new ArrayDeque<>();
    /** Whether the record alone tells what the chain has: then signatures are read only up to what differs. */
    private final boolean remembered;
    private long held;
    private SourceEntry source;
    private EntryName keptBelow;
    private Change next;
    private volatile boolean stopped;

    /**
     * What was found of an entry.
     *
     * @param entry     null if it is gone
     * @param change    null if there is none, or not yet
     * @param signature of a touched file whose content is being compared with it; else null
     * @param same      of a touched file: whether it still has that; else null
     * @param passed    how many bytes of the files in the record from before are done with after this one
     */
    private record Found(SourceEntry entry, Change change, byte[] signature, Future<Boolean> same, long passed) {
        static Found of(SourceEntry entry, Change change) {
            return new Found(entry, change, null, null, 0);
        }

        Found after(long bytes) {
            return new Found(entry, change, signature, same, bytes);
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
        this.remembered = known != KnownEntries.NONE && identities.isExact();
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null) {
                if (!stopped) {
                    lookAhead();
                }
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

    /** While a touched file is read goes on past others and what did not change, up to a change: that may hold much memory. */
    private void lookAhead() throws IOException {
        while (ahead.isEmpty() || ahead.getFirst().same() != null && ahead.getLast().change() == null
                && ahead.size() < MOST_AHEAD && held <= MOST_COMPARED) {
            source = source == null && walk.hasNext() ? walk.next() : source;
            boolean same = remembered && source != null && identities.proves(source);
            EntryName differs = same ? null : lowest();
            if (!same && differs == null) {
                known.prove();
                return;
            }
            Found found = same ? Found.of(source, unchanged(source)) : look(differs);
            source = same ? null : source;
            if (found != null) {
                ahead.add(found.after(identities.passedBytes()));
            }
        }
    }

    /** The lowest name there is, of the source and of the chain, or of what is remembered of that; null at the end of both. */
    private EntryName lowest() throws IOException {
        EntryName old = remembered ? identities.peek() : known.peek() == null ? null : known.peek().entry().name();
        return source != null && (old == null || source.name().compareTo(old) <= 0) ? source.name() : old;
    }

    /** Looks at a name; what the chain has below it is as it was, or done with. */
    private Found look(EntryName name) throws IOException {
        KnownEntry old = known.from(name);
        boolean there = source != null && source.name().equals(name);
        Found found = there || old != null && old.entry().name().equals(name) ? step(old) : null;
        identities.pass(name);
        return found;
    }

    private Change settle(Found found) throws IOException {
        SourceEntry entry = found.entry();
        Change change = found.change();
        boolean touched = found.same() != null;
        if (found.signature() != null) {
            held -= found.signature().length;
            change = ContentCheck.result(found.same()) ? unchanged(entry)
                    : edited(entry, new ByteArrayInputStream(found.signature()), found.signature().length);
        }
        if (entry != null) {
            // nothing but its identity tells that a touched file is to be stored; should that fail, the next run has to know
            identities.note(entry, !touched || change == null);
        }
        identities.done(found.passed());
        return change;
    }

    /** From any thread: what is not found yet is not looked for any more. */
    void stop() {
        stopped = true;
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
            return isKept(gone.name()) || gone.name().isRoot() ? null : Found.of(null, Change.removed(gone));
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
        if (old == null) {
            return Found.of(entry, Change.added(entry));
        }
        boolean sameMetadata = Aspect.firstDifference(entry.entry(), old.entry()) == null;
        boolean files = entry.entry().isFile() && old.entry().isFile();
        if (!files) {
            return Found.of(entry, sameMetadata ? unchanged(entry) : Change.added(entry));
        }
        if (!sameMetadata) {
            return Found.of(entry, edited(entry, old.signature(), old.signatureLength()));
        }
        return identities.compare(entry) == IdentityRecord.Verdict.TOUCHED ? touched(entry, old)
                : Found.of(entry, unchanged(entry));
    }

    /** A touched file is read to see whether anything in it is new; often nothing is. */
    private Found touched(SourceEntry entry, KnownEntry old) throws IOException {
        if (old.signatureLength() > MOST_COMPARED) {
            return new Found(entry, edited(entry, old.signature(), old.signatureLength()), null, UNEQUAL, 0);
        }
        byte[] bytes = old.signature().readAllBytes();
        held += bytes.length;
        return new Found(entry, null, bytes, ContentCheck.begin(entry, bytes), 0);
    }

    private Change edited(SourceEntry entry, InputStream signature, long length) throws IOException {
        return Change.edited(entry, read(signature, length, entry));
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
