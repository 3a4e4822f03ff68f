package org.bactrian.backup;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import org.bactrian.chain.archive.JournalMark;
import org.bactrian.chain.archive.JournalVolume;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.NameText;
import org.bactrian.log.RunLog;
import org.bactrian.rsync.SignatureWriter;
import org.bactrian.source.Entry;
import org.bactrian.source.SourceFile;
import org.bactrian.volume.EntryKind;

/**
 * The tar entries of a set that is made: a cursor over the pieces of one change
 * after the other. Signatures, the file list and the counters are filled on the way, in the same pass (spec 4.4).
 * Not thread-safe; handed from thread to thread with the volumes.
 */
public final class ArchiveItems implements TarItems {
    private static final int NO_PIECE = 0;

    private final Iterator<Change> changes;
    private final SetRecords records;
    private final Counters counters;
    private final RunLog log;
    private final EntryDigest digest;
    private final byte[] body = new byte[FilePieces.PIECE];
    private final FilePieces.Buffers buffers = new FilePieces.Buffers();

    private Change change;
    private FilePieces pieces;
    private EntryKind kind;
    private int piece;
    private int length;
    private long told;
    private boolean lastPiece;
    private boolean current;
    private boolean recent;
    private boolean counted;
    private long bytesRead;
    private IOException torn;
    private long passed;
    private long errors;
    private long rawBytes;

    /**
     * Call {@link #begin} or {@link #resume} next.
     *
     * @param changes  in archive order
     * @param records  takes what the set keeps besides its volumes
     * @param counters counts what is done
     * @param log      takes a line for each entry, and for what cannot be read
     * @param clock    tells when an entry is read
     */
    public ArchiveItems(Iterator<Change> changes, SetRecords records, Counters counters, RunLog log, Clock clock) {
        this.changes = changes;
        this.records = records;
        this.counters = counters;
        this.log = log;
        this.digest = new EntryDigest(clock);
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
        current = last.pieces() > 0 ? nextPiece() : nextChange();
        return same;
    }

    /** Passes over as many entries as a volume and those before it hold; false if they are others than these were. */
    private boolean passTo(JournalMark mark) throws IOException {
        while (passed < mark.entries()) {
            dropChange();
            if (!changes.hasNext()) {
                return false;
            }
            change = changes.next();
            counters.stored(change, change.entry().size());
            counters.read(fileBytes());
            digest.add(change, digest.isRecent(change));
            passed++;
        }
        return digest.value().equals(mark.digest());
    }

    /** Reads again what of the last entry passed is stored; false if it is not there any more. */
    private boolean passPieces(int count) throws IOException {
        try {
            counters.read(-fileBytes());
            openFile();
            for (piece = 0; piece < count; piece++) {
                if (pieces.next(body) < FilePieces.PIECE) {
                    return false;
                }
            }
        } catch (IOException e) {
            return false;
        }
        kind = change.kind() == Change.Kind.CHANGED ? EntryKind.MULTIVOL_DIFF : EntryKind.MULTIVOL_SNAPSHOT;
        lastPiece = false;
        passed--;
        counted = true;
        return true;
    }

    private long fileBytes() {
        return change.kind() != Change.Kind.DELETED && change.entry().isFile() ? change.entry().size() : 0;
    }

    private void dropChange() throws IOException {
        if (change != null && change.old() != null) {
            change.old().close();
        }
        change = null;
    }

    /** Whether there is nothing to store at all, asked before the first volume is made. */
    public boolean isEmpty() {
        return !current;
    }

    @Override
    public boolean hasCurrent() {
        return current;
    }

    @Override
    public EntryKind kind() {
        return kind;
    }

    @Override
    public Entry entry() {
        return change.entry();
    }

    @Override
    public int piece() {
        return piece;
    }

    @Override
    public boolean isLastPiece() {
        return lastPiece;
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public void advance() throws IOException {
        if (current) {
            counters.archived(length);
            rawBytes += length;
            if (lastPiece) {
                leave();
            }
        }
        current = current && !lastPiece ? nextPiece() : nextChange();
    }

    /** Where a volume ends that has taken all before the current entry; what belongs to that can be cut there. */
    @Override
    public JournalMark mark() throws IOException {
        boolean inside = current && piece > 1;
        return records.cut(passed + (inside ? 1 : 0), inside ? piece - 1 : 0,
                inside && !counted ? digest.valueWith(change, recent) : digest.value(), rawBytes, errors);
    }

    private boolean nextChange() throws IOException {
        while (changes.hasNext()) {
            change = changes.next();
            recent = digest.isRecent(change);
            counted = false;
            if (beginChange()) {
                return true;
            }
            digest.add(change, recent);
            passed++;
        }
        change = null;
        return false;
    }

    private boolean beginChange() throws IOException {
        if (change.kind() != Change.Kind.DELETED && change.entry().isFile()) {
            return beginFile();
        }
        kind = change.kind() == Change.Kind.DELETED ? EntryKind.DELETED : EntryKind.SNAPSHOT;
        piece = NO_PIECE;
        length = 0;
        lastPiece = true;
        bytesRead = 0;
        say();
        return true;
    }

    /** All of the current entry is in volumes: what belongs to it beside them is kept too. */
    private void leave() throws IOException {
        boolean file = change.kind() != Change.Kind.DELETED && change.entry().isFile();
        if (file) {
            records.addFile(change, torn == null);
            errors += torn == null ? 0 : 1;
        } else {
            records.add(change);
        }
        if (!counted) {
            counters.stored(change, bytesRead);
            digest.add(change, recent);
        }
        passed++;
    }

    /** Opens a file and reads its first piece; a file that cannot be read is named and left out before it begins. */
    private boolean beginFile() throws IOException {
        try {
            openFile();
            length = readPiece();
        } catch (IOException e) {
            closePieces();
            unreadable(e);
            return false;
        }
        boolean whole = length < FilePieces.PIECE;
        boolean delta = change.kind() == Change.Kind.CHANGED;
        kind = whole ? delta ? EntryKind.DIFF : EntryKind.SNAPSHOT
                : delta ? EntryKind.MULTIVOL_DIFF : EntryKind.MULTIVOL_SNAPSHOT;
        piece = whole ? NO_PIECE : 1;
        lastPiece = whole;
        say();
        if (whole) {
            endFile();
        }
        return true;
    }

    private void openFile() throws IOException {
        SignatureWriter signature = records.newSignature(change.entry());
        pieces = new FilePieces(SourceFile.open(change.source()), signature, change.old(), buffers);
        told = 0;
    }

    private boolean nextPiece() throws IOException {
        piece++;
        length = readPiece();
        if (length < FilePieces.PIECE) {
            lastPiece = true;
            endFile();
        }
        return true;
    }

    private int readPiece() throws IOException {
        int count = pieces.next(body);
        counters.read(pieces.bytesRead() - told);
        told = pieces.bytesRead();
        return count;
    }

    private void endFile() throws IOException {
        bytesRead = pieces.bytesRead();
        torn = pieces.torn();
        closePieces();
        if (torn != null) {
            sayTorn();
        } else if (change.entry().size() != bytesRead) {
            log.say(Level.WARNING, Code.GENERIC, "", "File " + change.entry().name() + " changed while it was read: "
                    + change.entry().size() + " bytes expected, " + bytesRead + " stored");
        }
    }

    /**
     * What was read of the file is in volumes already and cannot be taken back. Its signature gets a time that the file
     * does not have, so that the next run takes it for changed and stores all of it.
     */
    private void sayTorn() {
        counters.error();
        log.say(Level.WARNING, Code.WARNING_CANNOT_READ, "", "Error reading " + change.entry().name() + ": "
                + reason(torn) + "; only its first " + bytesRead + " bytes are stored, the next backup stores it again");
    }

    private void unreadable(IOException e) throws IOException {
        records.dropSignature();
        String name = change.entry().name().toString();
        if (e instanceof NoSuchFileException) { // as if the walk had come too late; that it is gone is for the next run to say
            log.say(Level.INFO, Code.GENERIC, "", "Vanished before it could be read: " + name);
            return;
        }
        counters.error();
        errors++;
        log.say(Level.WARNING, Code.WARNING_CANNOT_READ, NameText.quoted(NameText.bytes(name)),
                "Error accessing possibly locked file " + name + ": " + reason(e));
    }

    private void say() {
        String name = change.entry().name().toString();
        String record = NameText.quoted(NameText.bytes(name));
        switch (change.kind()) {
            case NEW -> log.say(Level.INFO, Code.ENTRY_NEW, record, "A " + name);
            case CHANGED -> log.say(Level.INFO, Code.ENTRY_CHANGED, record, "M " + name);
            default -> log.say(Level.INFO, Code.ENTRY_DELETED, record, "D " + name);
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.FileSystemException f && f.getReason() != null ? f.getReason()
                : e.getClass().getSimpleName();
    }

    private void closePieces() throws IOException {
        if (pieces != null) {
            FilePieces closing = pieces;
            pieces = null;
            closing.close();
        }
    }

    @Override
    public void close() throws IOException {
        closePieces();
        dropChange();
    }
}
