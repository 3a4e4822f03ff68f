package org.bactrian.verify;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.concurrent.Executor;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.EntryName;
import org.bactrian.source.SourceEntry;

/**
 * Compares a folder with the state a chain holds: the walk and the archive's entries side by side, both in archive order,
 * so memory does not grow with their number (spec 7.5). Metadata first; content only where they agree. What cannot be read
 * here, and what may be in a volume that cannot be read, is never said to be the same or different. Contents are compared by
 * other threads, differences said in archive order by the one that calls. Not thread-safe.
 */
public final class TreeComparison {
    private final Iterator<SourceEntry> walk;
    private final ArchivedEntries archive;
    private final ContentComparison contents;
    private final MetadataComparison metadata;
    private final VerifyListener listener;
    private final ContentQueue<SourceEntry> queue;
    private EntryName unreadable;
    private long compared;
    private long differences;
    private long errors;

    /**
     * @param walk     the folder
     * @param archive  what it is compared with
     * @param contents how contents are compared
     * @param listener hears of every difference
     * @param zone     for the times in texts
     * @param threads  compare contents
     */
    public TreeComparison(Iterator<SourceEntry> walk, ArchivedEntries archive, ContentComparison contents,
            VerifyListener listener, ZoneId zone, Executor threads) {
        this.walk = walk;
        this.archive = archive;
        this.contents = contents;
        this.listener = listener;
        this.metadata = new MetadataComparison(zone);
        this.queue = new ContentQueue<>(threads);
    }

    /**
     * Compares all of it; once.
     *
     * @param beforeEach run before each entry; may throw to end the comparison
     * @throws BactrianException if the archive is damaged so that it cannot be read on
     */
    public VerifyResult run(Runnable beforeEach) throws IOException {
        SourceEntry here = nextHere();
        ArchivedEntry archived = archive.next();
        while (here != null || archived != null) {
            beforeEach.run();
            int order = here == null ? 1 : archived == null ? -1 : here.name().compareTo(archived.entry().name());
            take(order <= 0 ? here : null, order >= 0 ? archived : null);
            here = order <= 0 ? nextHere() : here;
            archived = order >= 0 ? archive.next() : archived;
        }
        queue.settleAll(this::settle);
        return new VerifyResult(compared, differences, errors);
    }

    private SourceEntry nextHere() {
        return walk.hasNext() ? walk.next() : null;
    }

    /** Compares one entry, of which one side may be null. */
    private void take(SourceEntry here, ArchivedEntry archived) throws IOException {
        EntryName name = here != null ? here.name() : archived.entry().name();
        if (here != null && here.state() != SourceEntry.State.READABLE) {
            unreadable = name;
        }
        if (archive.isLost(name)) {
            incomparable(name, "it may be in a volume that is damaged", true);
        } else if (here == null ? isBelowUnreadable(name) : !here.hasAttributes()) {
            incomparable(name, "it cannot be read here", true);
        } else {
            compare(name, here, archived);
        }
    }

    private boolean isBelowUnreadable(EntryName name) {
        return unreadable != null && name.startsWith(unreadable);
    }

    private void compare(EntryName name, SourceEntry here, ArchivedEntry archived) throws IOException {
        try {
            Difference found = difference(name, here, archived);
            if (found == null && archived.entry().isFile()) {
                queue.add(here, contents.begin(here, archived));
                queue.settleSome(this::settle);
            } else {
                say(here, found);
            }
        } catch (IncomparableException e) {
            incomparable(name, e.getMessage(), false);
        } catch (BactrianException e) {
            boolean lost = archive.isLost(name); // it may go on in a volume that came up only now
            boolean damagedDelta = e.kind() == ErrorKind.GENERAL; // which concerns its file alone
            if (!lost && !damagedDelta) {
                throw e;
            }
            incomparable(name, e.getMessage(), lost);
        }
    }

    /** What can be told without the content; null if nothing differs. */
    private Difference difference(EntryName name, SourceEntry here, ArchivedEntry archived) throws IOException {
        if (archived == null) {
            return Difference.of(Difference.Kind.NEW, name);
        }
        Difference found = here == null ? Difference.of(Difference.Kind.MISSING, name)
                : metadata.compare(here.entry(), archived.entry());
        if (found != null && archived.entry().isFile()) {
            archived.check();
        }
        return found;
    }

    private void settle(SourceEntry here, boolean same, IncomparableException failure) {
        if (failure != null) {
            errors++;
            listener.incomparable(here.name(), failure.getMessage(), false);
        } else {
            count(here, same ? null : Difference.of(Difference.Kind.DATA, here.name()));
        }
    }

    /** Says a difference after those that were found before it. */
    private void say(SourceEntry here, Difference difference) throws IOException {
        if (difference != null) {
            queue.settleAll(this::settle);
        }
        count(here, difference);
    }

    private void count(SourceEntry here, Difference difference) {
        compared++;
        if (difference != null) {
            differences++;
            listener.different(difference);
        }
        if (here != null && here.state() != SourceEntry.State.READABLE) {
            errors++; // a folder that cannot be listed; the walk said so
        }
    }

    private void incomparable(EntryName name, String reason, boolean told) throws IOException {
        queue.settleAll(this::settle);
        errors++;
        listener.incomparable(name, reason, told);
    }
}
