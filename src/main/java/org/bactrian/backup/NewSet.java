package org.bactrian.backup;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.bactrian.chain.SetId;
import org.bactrian.chain.SetTies;
import org.bactrian.chain.archive.JournalVolume;
import org.bactrian.chain.archive.JournalWriter;
import org.bactrian.chain.archive.RunFiles;
import org.bactrian.chain.status.Counter;

/**
 * The set that a backup is making, or going on with. What the volumes' threads add is kept by volume number, because they
 * finish in any order.
 */
public final class NewSet implements Closeable {
    private final SetId id;
    private final Instant started;
    private final RunFiles files;
    private final List<JournalVolume> kept;
    private final Counters counters = new Counters();
    private final ConcurrentSkipListMap<Integer, JournalVolume> volumes = new ConcurrentSkipListMap<>();
    private final LongAdder sealedBytes = new LongAdder();
    private JournalWriter journal;
    private SetRecords records;
    private IdentityRecord identities;
    private KnownEntries known = KnownEntries.NONE;
    private ArchiveItems items;
    private volatile Volumes cut;
    private String signatures;

    /**
     * @param id      its times
     * @param started when the run began to read the source
     * @param files   what it is worked on in
     * @param kept    its volumes that are on the store already, from the first; empty for a set made anew
     */
    public NewSet(SetId id, Instant started, RunFiles files, List<JournalVolume> kept) {
        this.id = id;
        this.started = started;
        this.files = files;
        this.kept = List.copyOf(kept);
        kept.forEach(volume -> volumes.put(volume.number(), volume));
        counters.statistics().start(started);
    }

    /** The same set with fewer of its volumes, to be read from the beginning of the source again. */
    public NewSet withVolumes(int count) throws IOException {
        close();
        return new NewSet(id, started, files, kept.subList(0, count));
    }

    /** The same as a full set of its own, with nothing of it stored yet. */
    public NewSet asFull() {
        return new NewSet(SetId.full(id.time()), started, files, List.of());
    }

    /** Its times. */
    public SetId id() {
        return id;
    }

    /** When reading the source began. */
    public Instant started() {
        return started;
    }

    /** The files it is worked on in. */
    public RunFiles files() {
        return files;
    }

    /** The volumes that were on the store when this run began, from the first. */
    public List<JournalVolume> kept() {
        return kept;
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

    /** Takes the journal that is written from now on. */
    public void journal(JournalWriter given) {
        journal = given;
    }

    /** The journal; null before the first volume is begun. */
    public JournalWriter journal() {
        return journal;
    }

    /**
     * Takes what is known of the source from before.
     *
     * @param chain  the chain's signatures
     * @param record of the files' identities, read and written
     */
    public void known(KnownEntries chain, IdentityRecord record) {
        known = chain;
        identities = record;
    }

    /** Takes the set's tar entries. */
    public void items(ArchiveItems given) {
        items = given;
    }

    /** Takes the set's volumes, to be made of its tar entries. */
    public void volumes(Volumes ofItems) {
        cut = ofItems;
    }

    /** The set's volumes, as they are made. */
    public Volumes volumes() {
        return cut;
    }

    /** Ends what is written while the source is read: signatures, file list, identities. */
    public void finishReading() throws IOException {
        identities.finish(counters.errors() == 0);
        records.finish();
    }

    /** Notes in the journal a volume that is to be stored now, and all that belongs to it. Thread-safe. */
    public void sealed(JournalVolume volume) {
        records.sync();
        journal.sealed(volume);
        sealedBytes.add(volume.length());
    }

    /** How many bytes of volumes were sealed by this run so far. Thread-safe. */
    long sealedBytes() {
        return sealedBytes.sum();
    }

    /** Takes what the signatures that are stored are: SHA-256 before they are sealed, lower-case hex. */
    public void signatures(String sha256) {
        signatures = sha256;
    }

    /** What ties the set's objects together; after its signatures were sealed. */
    public SetTies ties() {
        return new SetTies(Optional.of(id), Optional.of(signatures));
    }

    /** The source in numbers; exact once all of it was read. */
    public SourceTotals totals() {
        return new SourceTotals(counters.statistics().get(Counter.SOURCE_FILES), identities.notedBytes());
    }

    /** Remembers a volume that the store has confirmed. Thread-safe. */
    public void stored(JournalVolume volume) {
        journal.stored(volume.number());
        volumes.put(volume.number(), volume);
        counters.uploaded(volume.length());
    }

    /** The volumes the store has confirmed, by number. */
    public List<JournalVolume> storedVolumes() {
        return List.copyOf(volumes.values());
    }

    /** Waits for volumes on their way, then gives up files and streams. The files stay, for a run to go on with. */
    @Override
    public void close() throws IOException {
        if (cut != null) {
            cut.awaitFinished();
        }
        try (SetRecords closedLast = records; IdentityRecord record = identities; KnownEntries chain = known;
                ArchiveItems open = items; JournalWriter written = journal) {
            if (files.areScratch()) {
                files.discard();
            }
        }
    }
}
