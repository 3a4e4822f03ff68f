package org.bactrian.backup;

import java.io.IOException;
import java.util.Iterator;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
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
    private final byte[] body = new byte[FilePieces.PIECE];
    private final FilePieces.Buffers buffers = new FilePieces.Buffers();

    private Change change;
    private FilePieces pieces;
    private EntryKind kind;
    private int piece;
    private int length;
    private boolean lastPiece;
    private boolean current;

    /**
     * Reads up to the first entry.
     *
     * @param changes  in archive order
     * @param records  takes what the set keeps besides its volumes
     * @param counters counts what is done
     * @param log      takes a line for each entry, and for what cannot be read
     */
    public ArchiveItems(Iterator<Change> changes, SetRecords records, Counters counters, RunLog log)
            throws IOException {
        this.changes = changes;
        this.records = records;
        this.counters = counters;
        this.log = log;
        advance();
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
        }
        current = pieces != null && !lastPiece ? nextPiece() : nextChange();
    }

    private boolean nextChange() throws IOException {
        while (changes.hasNext()) {
            change = changes.next();
            if (begin()) {
                return true;
            }
        }
        change = null;
        return false;
    }

    private boolean begin() throws IOException {
        if (change.kind() != Change.Kind.DELETED && change.entry().isFile()) {
            return beginFile();
        }
        kind = change.kind() == Change.Kind.DELETED ? EntryKind.DELETED : EntryKind.SNAPSHOT;
        piece = NO_PIECE;
        length = 0;
        lastPiece = true;
        records.add(change);
        counters.stored(change, 0);
        say();
        return true;
    }

    /** Opens a file and reads its first piece; a file that cannot be read is named and left out before it begins. */
    private boolean beginFile() throws IOException {
        try {
            SignatureWriter signature = records.newSignature(change.entry());
            pieces = new FilePieces(SourceFile.open(change.source()), signature, change.old(), buffers);
            length = pieces.next(body);
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

    private boolean nextPiece() throws IOException {
        piece++;
        length = pieces.next(body);
        if (length < FilePieces.PIECE) {
            lastPiece = true;
            endFile();
        }
        return true;
    }

    private void endFile() throws IOException {
        long read = pieces.bytesRead();
        IOException torn = pieces.torn();
        closePieces();
        if (torn != null) {
            sayTorn(torn, read);
        } else if (change.entry().size() != read) {
            log.say(Level.WARNING, Code.GENERIC, "", "File " + change.entry().name() + " changed while it was read: "
                    + change.entry().size() + " bytes expected, " + read + " stored");
        }
        counters.stored(change, read);
        records.addFile(change, torn == null);
    }

    /**
     * What was read of the file is in volumes already and cannot be taken back. Its signature gets a time that the file
     * does not have, so that the next run takes it for changed and stores all of it.
     */
    private void sayTorn(IOException torn, long read) {
        counters.error();
        log.say(Level.WARNING, Code.WARNING_CANNOT_READ, "", "Error reading " + change.entry().name() + ": "
                + reason(torn) + "; only its first " + read + " bytes are stored, the next backup stores it again");
    }

    private void unreadable(IOException e) throws IOException {
        counters.error();
        records.dropSignature();
        log.say(Level.WARNING, Code.WARNING_CANNOT_READ, "",
                "Error accessing possibly locked file " + change.entry().name() + ": " + reason(e));
    }

    private void say() {
        String name = change.entry().name().toString();
        switch (change.kind()) {
            case NEW -> log.say(Level.INFO, Code.ENTRY_NEW, name, "A " + name);
            case CHANGED -> log.say(Level.INFO, Code.ENTRY_CHANGED, name, "M " + name);
            default -> log.say(Level.INFO, Code.ENTRY_DELETED, name, "D " + name);
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
    }
}
