package org.bactrian.backup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.SetId;

/**
 * The set that a backup is making. What the volumes' threads add is kept by volume number, because they finish in any
 * order.
 */
public final class NewSet implements Closeable {
    private final SetId id;
    private final Instant started;
    private final Counters counters = new Counters();
    private final ConcurrentSkipListMap<Integer, Manifest.Volume> volumes = new ConcurrentSkipListMap<>();
    private SetRecords records;
    private IdentityRecord identities;
    private Path identityFile;
    private KnownEntries known = KnownEntries.NONE;
    private ArchiveItems items;
    private Volumes cut;

    /**
     * @param id      its times
     * @param started when the run began to read the source
     */
    public NewSet(SetId id, Instant started) {
        this.id = id;
        this.started = started;
        counters.statistics().start(started);
    }

    /** Its times. */
    public SetId id() {
        return id;
    }

    /** When reading the source began. */
    public Instant started() {
        return started;
    }

    /** What was done so far. */
    public Counters counters() {
        return counters;
    }

    /** Takes what the set keeps besides its volumes. */
    public void records(SetRecords given) {
        records = given;
    }

    /** What the set keeps besides its volumes. */
    public SetRecords records() {
        return records;
    }

    /**
     * Takes what is known of the source from before.
     *
     * @param chain    the chain's signatures
     * @param record   of the files' identities, read and written
     * @param recorded where the new record is written
     */
    public void known(KnownEntries chain, IdentityRecord record, Path recorded) {
        known = chain;
        identities = record;
        identityFile = recorded;
    }

    /** Takes the set's tar entries. */
    public void items(ArchiveItems given, Volumes volumesOfThem) {
        items = given;
        cut = volumesOfThem;
    }

    /** The set's volumes, as they are made. */
    public Volumes volumes() {
        return cut;
    }

    /** The new record of the files' identities, whole after {@link #finishReading}. */
    public Path identityFile() {
        return identityFile;
    }

    /** Ends what is written while the source is read: signatures, file list, identities. */
    public void finishReading() throws IOException {
        identities.close();
        records.finish();
    }

    /**
     * Remembers a volume that the store has confirmed. Thread-safe.
     *
     * @param volume as it was produced
     * @param sha1   of its sealed bytes, lower-case hex
     * @param length of its sealed bytes
     */
    public void stored(Volume volume, String sha1, long length) {
        volumes.put(volume.number(), volume.described(sha1));
        counters.uploaded(length);
    }

    /** The volumes the store has confirmed, by number. */
    public List<Manifest.Volume> storedVolumes() {
        return List.copyOf(volumes.values());
    }

    /** Waits for volumes on their way, then gives up files and streams. What was not taken away is removed. */
    @Override
    public void close() throws IOException {
        if (cut != null) {
            cut.awaitFinished();
        }
        try (SetRecords closedLast = records; IdentityRecord record = identities; KnownEntries chain = known;
                ArchiveItems open = items) {
            if (identityFile != null) {
                java.nio.file.Files.deleteIfExists(identityFile);
            }
        }
    }
}
