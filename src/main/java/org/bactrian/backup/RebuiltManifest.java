package org.bactrian.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bactrian.chain.FileChange;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.ManifestWriter;
import org.bactrian.chain.Provenance;
import org.bactrian.chain.SetTies;
import org.bactrian.chain.archive.RunFiles;
import org.bactrian.source.EntryName;
import org.bactrian.volume.EntryKind;
import org.bactrian.volume.EntryTarReader;
import org.bactrian.volume.TarRecord;

/**
 * The manifest of a set that has lost it, made of what its volumes hold (spec 2.1): take each volume in order, then write. A volume
 * that is missing or cannot be read gets a block all the same, of what must lie between those around it, with a hash that no bytes
 * have: so readers name it, and can pass over it. The set's signatures, if there are any, tell whether anything is missing. One
 * thread.
 */
public final class RebuiltManifest implements Closeable {
    private static final String NO_HASH = "0".repeat(40);

    private final List<Found> volumes = new ArrayList<>();
    private final NamesBeside signatures;
    private final NamesBeside before;
    private final FileList files;
    private Place last;
    private boolean gap;
    private boolean lossy;

    /** Where a volume begins or ends. */
    private static final class Place {
        private final EntryName name;
        private final int piece;
        private final long size;
        private boolean goesOn;

        Place(TarRecord record) {
            name = record.entry().name();
            piece = record.piece();
            size = record.size();
        }

        OptionalLong block() {
            return goesOn ? OptionalLong.of(piece) : OptionalLong.empty();
        }
    }

    /** @param sha1 null for a volume that could not be read; start and end are null if it is empty, or that */
    private record Found(int number, String sha1, Place start, Place end) {
    }

    /**
     * @param files      takes the list of changed files
     * @param before     the signatures of the sets before it, which tell what a deleted entry was; null if they cannot be read, then
     *                   deletions are not listed
     * @param signatures of the set itself; null if they are lost too
     */
    public RebuiltManifest(RunFiles files, KnownEntries before, EntryTarReader signatures) {
        this.signatures = signatures == null ? null : NamesBeside.of(signatures);
        this.before = before == null ? null : NamesBeside.of(before);
        this.files = new FileList(files.fileList(), 0, 0);
    }

    /**
     * Takes the next volume.
     *
     * @param sha1 of the volume as stored, lower-case hex
     * @param tar  its content; read to the end, closed by the caller
     */
    public void add(String sha1, EntryTarReader tar) throws IOException {
        Place start = null;
        for (TarRecord record = tar.next(); record != null; record = tar.next()) {
            Place place = new Place(record);
            start = start == null ? place : start;
            take(record, place);
        }
        tar.readToEnd();
        volumes.add(new Found(volumes.size() + 1, sha1, start, start == null ? null : last));
    }

    /** Says that the next volume is missing or cannot be read. */
    public void addLost() {
        volumes.add(new Found(volumes.size() + 1, null, null, null));
        gap = true;
        lossy = true;
    }

    private void take(TarRecord record, Place place) throws IOException {
        place.goesOn = record.piece() > 0 && place.size >= FilePieces.PIECE;
        boolean same = last != null && last.name.equals(place.name);
        if (last != null && !gap) {
            last.goesOn = same && place.piece == last.piece + 1;
        }
        gap = false;
        last = place;
        if (!same) {
            if (signatures != null) {
                signatures.passTo(place.name, lossy);
            }
            list(record);
        }
    }

    private void list(TarRecord record) throws IOException {
        EntryName name = record.entry().name();
        EntryKind kind = record.kind();
        if (kind == EntryKind.DELETED) {
            if (before != null && before.passTo(name, true) && before.isFile()) {
                files.add(FileChange.Mark.DELETED, name);
            }
        } else if (record.entry().isFile()) {
            boolean change = kind == EntryKind.DIFF || kind == EntryKind.MULTIVOL_DIFF;
            files.add(change ? FileChange.Mark.CHANGED : FileChange.Mark.NEW, name);
        }
    }

    /**
     * Ends taking volumes. If the signatures go on after the last one, volumes are missing there, and a block stands for them.
     *
     * @return how many entries of the signatures no volume has, where no lost volume explains it
     */
    public long finish() throws IOException {
        if (last != null && !gap) {
            last.goesOn = false;
        }
        if (signatures == null) {
            return 0;
        }
        if (!gap && signatures.hasMore()) {
            addLost();
        }
        signatures.toEnd();
        return signatures.passedOver();
    }

    /** The blocks, a lost volume's between those around it; after {@link #finish}. */
    public List<Manifest.Volume> blocks() {
        EntryName[] next = nextStarts();
        List<Manifest.Volume> blocks = new ArrayList<>();
        EntryName from = EntryName.ROOT;
        for (Found volume : volumes) {
            if (volume.start() != null) {
                from = volume.end().name;
                blocks.add(new Manifest.Volume(volume.number(), volume.start().name, volume.start().block(), from, volume.end().block(),
                        "SHA1", volume.sha1()));
            } else {
                EntryName to = volume.sha1() == null ? next[volume.number() - 1] : from;
                blocks.add(new Manifest.Volume(volume.number(), from, OptionalLong.empty(), to, OptionalLong.empty(), "SHA1",
                        volume.sha1() == null ? NO_HASH : volume.sha1()));
            }
        }
        return blocks;
    }

    /** For each volume, where the first readable one after it begins; else where the signatures end. */
    private EntryName[] nextStarts() {
        EntryName[] next = new EntryName[volumes.size()];
        EntryName start = signatures != null && signatures.last() != null ? signatures.last() : last == null ? EntryName.ROOT : last.name;
        for (int i = next.length - 1; i >= 0; i--) {
            next[i] = start;
            start = volumes.get(i).start() == null ? start : volumes.get(i).start().name;
        }
        return next;
    }

    /** Whether a block is that of a volume that was read, and not of one that is lost. */
    public static boolean isReadable(Manifest.Volume block) {
        return !block.hashHex().equals(NO_HASH);
    }

    /**
     * Writes the manifest; after {@link #finish}.
     *
     * @param header a manifest that knows host and source; empty if none does, then they are left out, as replication does
     * @param ties   what ties the set's objects together
     * @param out    closed by this
     */
    public void write(Optional<Manifest> header, SetTies ties, OutputStream out) throws IOException {
        try (ManifestWriter writer = new ManifestWriter(out)) {
            if (header.isPresent()) {
                writer.header(header.get().hostname().orElseThrow(), header.get().localDir().orElseThrow());
            }
            writer.provenance(new Provenance(0, Optional.empty(), ties));
            for (Manifest.Volume block : blocks()) {
                writer.volume(block);
            }
            writer.filelist(files.count(), files.lines());
        }
    }

    @Override
    public void close() throws IOException {
        try (FileList list = files; Closeable own = signatures; Closeable earlier = before) {
            last = null;
        }
    }
}
