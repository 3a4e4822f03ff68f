package org.bactrian.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.bactrian.chain.archive.JournalMark;
import org.bactrian.chain.archive.JournalVolume;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.NameText;
import org.bactrian.log.RunLog;
import org.bactrian.source.Ahead;
import org.bactrian.source.Entry;
import org.bactrian.volume.EntryKind;

/**
 * The tar entries of a set that is made: a cursor over the pieces of one change
 * after the other. Signatures, the file list and the counters are filled on the way, in the same pass (spec 4.4).
 * Not thread-safe; handed from thread to thread with the volumes. Reading may be some way ahead, in a thread of its own.
 */
public final class ArchiveItems implements TarItems {
    private static final Ahead.Bounds READ_AHEAD = new Ahead.Bounds(4, 64, 512 << 10);

    private final SetRecords records;
    private final Counters counters;
    private final RunLog log;
    private final EntryDigest digest;
    private final ChangeReader reader;
    private final boolean readsAhead;

    private Iterator<ReadPiece> pieces;
    private Ahead<ReadPiece> ahead;
    private ReadPiece current;
    /** Bytes of its file read for the current piece and those before it. */
    private long bytesRead;
    /** Whether the change of the current piece is in counters and digest already, because it was passed. */
    private boolean counted;
    private long passed;
    private long errors;
    private long rawBytes;

    /**
     * Call {@link #begin} or {@link #resume} next.
     *
     * @param changes    in archive order
     * @param records    takes what the set keeps besides its volumes
     * @param counters   counts what is done
     * @param log        takes a line for each entry, and for what cannot be read
     * @param clock      tells when an entry is read; asked by any thread
     * @param readsAhead whether a thread of its own finds the changes, and several read their files
     */
    public ArchiveItems(Iterator<Change> changes, SetRecords records, Counters counters, RunLog log, Clock clock, boolean readsAhead) {
        this.records = records;
        this.counters = counters;
        this.log = log;
        this.digest = new EntryDigest(clock);
        this.reader = new ChangeReader(changes, records, digest, readsAhead ? ReadThreads.shared() : null);
        this.readsAhead = readsAhead;
    }

    /** Reads up to the first entry. */
    public ArchiveItems begin() throws IOException {
        advance();
        return this;
    }

    /**
     * Passes over what is in the volumes of an earlier run, as long as the source still is what it was then, and reads up to the
     * first entry after them. What the records have must be of the last volume.
     *
     * @param stored at least one, from the first
     * @return how many of them hold what the source is now; unless these are all, this cannot be used any more
     */
    public int resume(List<JournalVolume> stored) throws IOException {
        int same = 0;
        while (same < stored.size() && passTo(stored.get(same).mark())) {
            same++;
        }
        if (same < stored.size()) {
            return same;
        }
        JournalMark last = stored.get(same - 1).mark();
        if (last.pieces() > 0 && !passPieces(last.pieces())) {
            return (int) stored.stream().filter(volume -> volume.mark().entries() < last.entries()).count();
        }
        errors = last.errors();
        rawBytes = last.rawBytes();
        counters.resumed(errors, rawBytes);
        advance();
        return same;
    }

    /** Passes over as many entries as a volume and those before it hold; false if they are others than these were. */
    private boolean passTo(JournalMark mark) throws IOException {
        while (passed < mark.entries()) {
            Change change = reader.pass();
            if (change == null) {
                return false;
            }
            bytesRead = change.hasContent() ? change.entry().size() : 0;
            counters.stored(change, change.entry().size());
            counters.read(bytesRead);
            digest.add(change, digest.isRecent(change));
            passed++;
        }
        return digest.value().equals(mark.digest());
    }

    /** Reads again what of the last entry passed is stored; false if it is not there any more. */
    private boolean passPieces(int count) {
        counters.read(-bytesRead);
        bytesRead = 0;
        passed--;
        counted = true;
        return reader.passPieces(count);
    }

    /** Whether there is nothing to store at all, asked before the first volume is made. */
    public boolean isEmpty() {
        return current == null;
    }

    @Override
    public boolean hasCurrent() {
        return current != null;
    }

    @Override
    public EntryKind kind() {
        boolean whole = current.number() == ReadPiece.ALL;
        return switch (current.change().kind()) {
            case DELETED -> EntryKind.DELETED;
            case NEW -> whole ? EntryKind.SNAPSHOT : EntryKind.MULTIVOL_SNAPSHOT;
            case CHANGED -> whole ? EntryKind.DIFF : EntryKind.MULTIVOL_DIFF;
        };
    }

    @Override
    public Entry entry() {
        return current.change().entry();
    }

    @Override
    public int piece() {
        return current.number();
    }

    @Override
    public boolean isLastPiece() {
        return current.last();
    }

    @Override
    public byte[] body() {
        return current.body();
    }

    @Override
    public int length() {
        return current.body().length;
    }

    @Override
    public void advance() throws IOException {
        ReadPiece left = current;
        current = null;
        if (left != null) {
            counters.archived(left.body().length);
            rawBytes += left.body().length;
            if (left.last()) {
                leave(left);
            }
        }
        current = next();
    }

    /** Where a volume ends that has taken all before the current entry; what belongs to that can be cut there. */
    @Override
    public JournalMark mark() throws IOException {
        boolean inside = current != null && current.number() > 1;
        return records.cut(passed + (inside ? 1 : 0), inside ? current.number() - 1 : 0,
                inside && !counted ? digest.valueWith(current.change(), current.recent()) : digest.value(), rawBytes, errors);
    }

    /** All of a change is in volumes: what belongs to it beside them is kept too. */
    private void leave(ReadPiece left) throws IOException {
        Change change = left.change();
        if (change.hasContent()) {
            records.addFile(change, left.signature(), left.torn() == null);
            errors += left.torn() == null ? 0 : 1;
        } else {
            records.add(change);
        }
        if (!counted) {
            counters.stored(change, bytesRead);
            digest.add(change, left.recent());
        }
        passed++;
        counted = false;
    }

    /** The next piece there is; a file that cannot be read is named and left out before it begins. Null at the end. */
    private ReadPiece next() throws IOException {
        try {
            begun();
            while (pieces.hasNext()) {
                ReadPiece read = pieces.next();
                if (read.unreadable() == null) {
                    arrived(read);
                    return read;
                }
                unreadable(read.change(), read.unreadable());
                digest.add(read.change(), read.recent());
                passed++;
            }
            return null;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void begun() throws IOException {
        if (pieces == null) {
            reader.begin();
            ahead = readsAhead ? new Ahead<>("bactrian-read", reader, ReadPiece::size, READ_AHEAD) : null;
            pieces = readsAhead ? ahead : reader;
        }
    }

    private void arrived(ReadPiece read) {
        bytesRead = (read.isFirst() ? 0 : bytesRead) + read.fileBytes();
        counters.read(read.fileBytes());
        if (read.isFirst()) {
            say(read.change());
        }
        if (read.last() && read.change().hasContent()) {
            sayDifference(read);
        }
    }

    private void sayDifference(ReadPiece last) {
        Entry entry = last.change().entry();
        if (last.torn() != null) {
            sayTorn(entry, last.torn());
        } else if (entry.size() != bytesRead) {
            log.say(Level.WARNING, Code.GENERIC, "", "File " + entry.name() + " changed while it was read: "
                    + entry.size() + " bytes expected, " + bytesRead + " stored");
        }
    }

    /**
     * What was read of the file is in volumes already and cannot be taken back. Its signature gets a time that the file
     * does not have, so that the next run takes it for changed and stores all of it.
     */
    private void sayTorn(Entry entry, IOException reason) {
        counters.error();
        log.say(Level.WARNING, Code.WARNING_CANNOT_READ, "", "Error reading " + entry.name() + ": "
                + text(reason) + "; only its first " + bytesRead + " bytes are stored, the next backup stores it again");
    }

    private void unreadable(Change change, IOException reason) {
        String name = change.entry().name().toString();
        if (reason instanceof NoSuchFileException) { // as if the walk had come too late; that it is gone is for the next run to say
            log.say(Level.INFO, Code.GENERIC, "", "Vanished before it could be read: " + name);
            return;
        }
        counters.error();
        errors++;
        log.say(Level.WARNING, Code.WARNING_CANNOT_READ, NameText.quoted(NameText.bytes(name)),
                "Error accessing possibly locked file " + name + ": " + text(reason));
    }

    private void say(Change change) {
        String name = change.entry().name().toString();
        String record = NameText.quoted(NameText.bytes(name));
        switch (change.kind()) {
            case NEW -> log.say(Level.INFO, Code.ENTRY_NEW, record, "A " + name);
            case CHANGED -> log.say(Level.INFO, Code.ENTRY_CHANGED, record, "M " + name);
            default -> log.say(Level.INFO, Code.ENTRY_DELETED, record, "D " + name);
        }
    }

    private static String text(IOException e) {
        return e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getClass().getSimpleName();
    }

    @Override
    public void close() throws IOException {
        List<ReadPiece> left = new ArrayList<>();
        if (current != null) {
            left.add(current);
            current = null;
        }
        try (reader) {
            if (ahead != null) {
                reader.stop();
                left.addAll(ahead.end());
            }
            for (ReadPiece read : left) {
                read.close();
            }
        }
    }
}
