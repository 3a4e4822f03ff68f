package org.bactrian.chain;

import java.time.Instant;
import java.util.List;

/**
 * A full backup and the increments on it, in order. A restore needs them all up to its time. Immutable.
 *
 * @param sets   the full first; never empty
 * @param hidden increments on a set of this chain that a later increment on the same set has replaced (two writers on one
 *               target, spec 7.1); no restore reads them
 */
public record BackupChain(List<BackupSet> sets, List<BackupSet> hidden) {
    /** @throws IllegalArgumentException if there is no full at the beginning */
    public BackupChain {
        sets = List.copyOf(sets);
        hidden = List.copyOf(hidden);
        if (sets.isEmpty() || !sets.get(0).isFull()) {
            throw new IllegalArgumentException("a chain begins with a full backup");
        }
    }

    /** The full backup. */
    public BackupSet full() {
        return sets.get(0);
    }

    /** The increments, in order. */
    public List<BackupSet> increments() {
        return sets.subList(1, sets.size());
    }

    /** The newest set. */
    public BackupSet last() {
        return sets.get(sets.size() - 1);
    }

    /** The full's time. */
    public Instant start() {
        return full().time();
    }

    /** The newest set's time. */
    public Instant end() {
        return last().time();
    }

    /** What a restore to that time reads: the full and the increments not later than it; empty if the full is later. */
    public List<BackupSet> setsUpTo(Instant time) {
        int count = sets.size();
        while (count > 0 && sets.get(count - 1).time().isAfter(time)) {
            count--;
        }
        return sets.subList(0, count);
    }

    /** Volumes on the store, of all sets. */
    public int volumeCount() {
        return sets.stream().mapToInt(BackupSet::volumeCount).sum();
    }
}
