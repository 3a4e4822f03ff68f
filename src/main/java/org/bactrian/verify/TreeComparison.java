package org.bactrian.verify;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Iterator;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.EntryName;
import org.bactrian.source.SourceEntry;

/**
 * Compares a folder with the state a chain holds: the walk and the archive's entries side by side, both in archive order,
 * so memory does not grow with their number (spec 7.5). Metadata first; content only where they agree. What cannot be read
 * here, and what may be in a volume that cannot be read, is never said to be the same or different. Not thread-safe.
 */
public final class TreeComparison {
    private final Iterator<SourceEntry> walk;
    private final ArchivedEntries archive;
    private final ContentComparison contents;
    private final MetadataComparison metadata;
    private final VerifyListener listener;
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
     */
    public TreeComparison(Iterator<SourceEntry> walk, ArchivedEntries archive, ContentComparison contents,
            VerifyListener listener, ZoneId zone) {
        this.walk = walk;
        this.archive = archive;
        this.contents = contents;
        this.listener = listener;
        this.metadata = new MetadataComparison(zone);
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
            Difference difference = difference(name, here, archived);
            compared++;
            if (difference != null) {
                differences++;
                listener.different(difference);
            }
            if (here != null && here.state() != SourceEntry.State.READABLE) {
                errors++; // a folder that cannot be listed; the walk said so
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

    private Difference difference(EntryName name, SourceEntry here, ArchivedEntry archived) throws IOException {
        if (archived == null) {
            return Difference.of(Difference.Kind.NEW, name);
        }
        Difference found = here == null ? Difference.of(Difference.Kind.MISSING, name)
                : metadata.compare(here.entry(), archived.entry());
        if (!archived.entry().isFile()) {
            return found;
        }
        if (found != null) {
            archived.check();
            return found;
        }
        return contents.isSame(here, archived) ? null : Difference.of(Difference.Kind.DATA, name);
    }

    private void incomparable(EntryName name, String reason, boolean told) {
        errors++;
        listener.incomparable(name, reason, told);
    }
}
