package org.bactrian.chain.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A store with a clock of its own. */
final class MemoryStore implements LeaseStore {
    private final Map<String, Kept> objects = new TreeMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private record Kept(byte[] content, Instant modified) {
    }

    synchronized void pass(Duration time) {
        now = now.plus(time);
    }

    synchronized Iterable<String> names() {
        return java.util.List.copyOf(objects.keySet());
    }

    @Override
    public synchronized boolean create(String name, byte[] content) {
        return objects.putIfAbsent(name, new Kept(content.clone(), now)) == null;
    }

    @Override
    public synchronized void put(String name, byte[] content) {
        objects.put(name, new Kept(content.clone(), now));
    }

    @Override
    public synchronized Optional<byte[]> get(String name) {
        return Optional.ofNullable(objects.get(name)).map(Kept::content);
    }

    @Override
    public synchronized Optional<Instant> modified(String name) {
        return Optional.ofNullable(objects.get(name)).map(Kept::modified);
    }

    @Override
    public synchronized void delete(String name) {
        objects.remove(name);
    }
}
