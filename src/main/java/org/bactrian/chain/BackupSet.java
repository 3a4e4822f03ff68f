package org.bactrian.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One run's objects on the store. It exists for readers only if its manifest is there ({@link #isComplete}); whether the
 * manifest's volumes are all there is told by the collection's findings. Immutable.
 */
public final class BackupSet {
    private final SetId id;
    private final SortedMap<Integer, SetObject> volumes;
    private final SetObject manifest;
    private final SetObject signatures;
    private final SetObject jsonstat;

    BackupSet(SetId id, SortedMap<Integer, SetObject> volumes, SetObject manifest, SetObject signatures, SetObject jsonstat) {
        this.id = Objects.requireNonNull(id, "id");
        this.volumes = new TreeMap<>(volumes);
        this.manifest = manifest;
        this.signatures = signatures;
        this.jsonstat = jsonstat;
    }

    /** Its times. */
    public SetId id() {
        return id;
    }

    /** Its own time. */
    public Instant time() {
        return id.time();
    }

    /** Whether it is a full backup. */
    public boolean isFull() {
        return id.isFull();
    }

    /** Whether its manifest is on the store. */
    public boolean isComplete() {
        return manifest != null;
    }

    /** The volumes on the store, by number. */
    public List<SetObject> volumes() {
        return List.copyOf(volumes.values());
    }

    /** How many volumes are on the store. */
    public int volumeCount() {
        return volumes.size();
    }

    /** The volume of that number, if it is on the store. */
    public Optional<SetObject> volume(int number) {
        return Optional.ofNullable(volumes.get(number));
    }

    /** The highest volume number on the store; 0 without volumes. */
    public int highestVolume() {
        return volumes.isEmpty() ? 0 : volumes.lastKey();
    }

    /** The manifest on the store. */
    public Optional<SetObject> manifest() {
        return Optional.ofNullable(manifest);
    }

    /** The signatures on the store. */
    public Optional<SetObject> signatures() {
        return Optional.ofNullable(signatures);
    }

    /** The statistics on the store. */
    public Optional<SetObject> jsonstat() {
        return Optional.ofNullable(jsonstat);
    }

    /** Everything on the store that belongs to the set, in the order in which it may be deleted safely: the manifest first. */
    public List<SetObject> objects() {
        List<SetObject> all = new ArrayList<>();
        Stream.of(manifest, signatures, jsonstat).filter(Objects::nonNull).forEach(all::add);
        all.addAll(volumes.values());
        return all;
    }

    /** The bytes it takes on the store. */
    public long size() {
        return objects().stream().mapToLong(object -> object.stored().size()).sum();
    }

    /** Whether it is encrypted, as the name of its first volume says, or else its manifest. */
    public boolean isEncrypted() {
        SetObject first = volumes.isEmpty() ? manifest : volumes.get(volumes.firstKey());
        return first != null && first.name().packing().encrypted();
    }

    @Override
    public String toString() {
        return id + " with " + volumes.size() + " volumes";
    }
}
