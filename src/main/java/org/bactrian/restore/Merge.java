package org.bactrian.restore;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.RunLog;
import org.bactrian.source.EntryName;
import org.bactrian.volume.EntryKind;

/**
 * The state of a source at the time of the last of some sets: the members of all sets side by side in archive order
 * (spec 7.6). Memory does not grow with the number of entries. Where volumes are lost the state is that of the others.
 * Not thread-safe.
 */
final class Merge implements Closeable {
    private final List<SetStream> sets;
    private final RunLog log;
    private EntryName last;

    /**
     * @param sets a full and the increments after it, oldest first
     * @param log  told of entries that are out of order and therefore left out
     */
    Merge(List<SetStream> sets, RunLog log) {
        this.sets = sets;
        this.log = log;
    }

    /** The next entry that exists in this state; null at the end. */
    History next() throws IOException {
        while (true) {
            EntryName name = lowest();
            if (name == null) {
                return null;
            }
            History history = take(name);
            if (last != null && name.compareTo(last) <= 0) {
                log.say(Level.WARNING, Code.WARNING_CANNOT_PROCESS, "",
                        "Entry " + name + " is out of order in the archive and left out");
                continue;
            }
            last = name;
            if (history != null) {
                return history;
            }
        }
    }

    private EntryName lowest() throws IOException {
        EntryName lowest = null;
        for (SetStream set : sets) {
            EntryName name = set.peek();
            if (name != null && (lowest == null || name.compareTo(lowest) < 0)) {
                lowest = name;
            }
        }
        return lowest;
    }

    /** What all sets together say of an entry; null if the last word is that it is gone. */
    private History take(EntryName name) throws IOException {
        Member snapshot = null;
        List<Member> deltas = new ArrayList<>();
        boolean known = false;
        for (SetStream set : sets) {
            if (!name.equals(set.peek())) {
                continue;
            }
            Member member = set.next();
            known = true;
            if (member.kind() == EntryKind.DIFF) {
                deltas.add(member);
            } else {
                snapshot = member.kind() == EntryKind.DELETED ? null : member;
                deltas.clear();
            }
        }
        if (snapshot == null && !deltas.isEmpty() && sets.stream().noneMatch(SetStream::isLossy)) {
            throw new BactrianException(ErrorKind.HASH_MISMATCH,
                    "The archive has a change of " + name + " but not what was changed",
                    "A set of the chain is damaged or missing; restore from another time");
        }
        if (snapshot == null && !deltas.isEmpty()) {
            log.say(Level.WARNING, Code.WARNING_CANNOT_PROCESS, "",
                    "Left out " + name + ": what was changed of it is in a volume that could not be read");
        }
        if (!known || snapshot == null) {
            return null;
        }
        Member newest = deltas.isEmpty() ? snapshot : deltas.get(deltas.size() - 1);
        return new History(newest.entry(), snapshot, deltas);
    }

    @Override
    public void close() throws IOException {
        for (SetStream set : sets) {
            set.close();
        }
    }
}
