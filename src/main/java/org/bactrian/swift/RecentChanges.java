package org.bactrian.swift;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * What this process wrote and removed lately. Swift is eventually consistent: a listing may not know it yet. Then a
 * HEAD decides, and this says for which objects to ask. Thread-safe; holds a bounded number of names.
 */
final class RecentChanges {
    /** How long a listing may lag before it counts as right; far above what a healthy Swift needs. */
    static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST = 50_000;

    /** One change. */
    private record Change(String container, String name, boolean written, Instant at) {
    }

    private final InstantSource clock;
    private final Map<String, Change> latest = new HashMap<>();
    private final ArrayDeque<Change> byAge = new ArrayDeque<>();

    RecentChanges(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes that an object was stored. */
    void written(String container, String name) {
        note(new Change(container, name, true, clock.instant()));
    }

    /** Notes that an object was removed. */
    void removed(String container, String name) {
        note(new Change(container, name, false, clock.instant()));
    }

    private synchronized void note(Change change) {
        forgetOld();
        latest.put(key(change), change);
        byAge.addLast(change);
    }

    /** Whether an object was stored lately and not removed since: then "not found" may be premature. */
    synchronized boolean isJustWritten(String container, String name) {
        forgetOld();
        Change change = latest.get(container + "/" + name);
        return change != null && change.written();
    }

    /** The names below a prefix whose presence in a listing (or absence from it) contradicts what was done lately. */
    synchronized Set<String> doubtful(String container, String prefix, Set<String> listed) {
        forgetOld();
        Set<String> names = new HashSet<>();
        for (Change change : latest.values()) {
            if (change.container().equals(container) && change.name().startsWith(prefix)
                    && change.written() != listed.contains(change.name())) {
                names.add(change.name());
            }
        }
        return names;
    }

    private void forgetOld() {
        Instant limit = clock.instant().minus(WINDOW);
        Iterator<Change> oldest = byAge.iterator();
        while (oldest.hasNext()) {
            Change change = oldest.next();
            if (byAge.size() <= MOST && change.at().isAfter(limit)) {
                return;
            }
            oldest.remove();
            latest.remove(key(change), change);
        }
    }

    private static String key(Change change) {
        return change.container() + "/" + change.name(); // a container's name has no slash
    }
}
