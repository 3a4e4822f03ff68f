package org.bactrian.swift;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The segments of large objects that are being overwritten: Swift forgets them, and nobody else knows that they are of no use
 * any more. They are noted before the put and removed once it has succeeded, also if that shows only later because
 * its answer was lost. Thread-safe.
 */
final class Replaced {
    private static final int FORBIDDEN = 403;

    private final SwiftAccount account;
    private final LargeObjects large;
    private final Map<String, Set<Segment>> pending = new ConcurrentHashMap<>();

    Replaced(SwiftAccount account, LargeObjects large) {
        this.account = account;
        this.large = large;
    }

    /** Notes what an object consists of that is about to be overwritten, if there is one and it is large. */
    void note(SwiftClient client, String container, String name) {
        Set<Segment> segments = new LinkedHashSet<>(former(client, container, name));
        if (!segments.isEmpty()) {
            pending.merge(SwiftPath.of(container, name), segments, (before, now) -> {
                before.addAll(now);
                return before;
            });
        }
    }

    private List<Segment> former(SwiftClient client, String container, String name) {
        try {
            Optional<ObjectInfo> info = client.head(container, name);
            return info.isPresent() ? large.ownSegments(container, info.get()) : List.of();
        } catch (SwiftFailure e) {
            if (e.status() == FORBIDDEN) { // who may only write cannot know
                return List.of();
            }
            throw e;
        }
    }

    /** Removes what was noted of an object, which now is another one. */
    void remove(String container, String name) {
        String path = SwiftPath.of(container, name);
        Set<Segment> segments = pending.get(path);
        if (segments != null) {
            new BulkDelete(account).delete(LargeObjects.paths(List.copyOf(segments)));
            pending.remove(path, segments);
        }
    }
}
