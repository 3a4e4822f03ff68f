package org.bactrian.backup;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import org.bactrian.chain.archive.JournalMark;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.Entry;
import org.bactrian.volume.EntryKind;
import org.bactrian.volume.EntryTarReader;
import org.bactrian.volume.TarRecord;

/**
 * The tar entries of the volumes of a set there is, to be cut into volumes of another size. Entries and pieces stay as they are; only
 * where a volume ends changes. Keeps one body. Not thread-safe.
 */
public final class RecutItems implements TarItems {
    /** Pieces have 64 KiB (spec 3.4); a program that writes longer ones has still not written this. */
    private static final int LONGEST = 16 << 20;

    private final Iterator<EntryTarReader> volumes;
    private EntryTarReader reader;
    private TarRecord current;
    private TarRecord ahead;
    private byte[] body = new byte[FilePieces.PIECE];

    /**
     * Reads up to the first entry.
     *
     * @param volumes in order; each is opened when the one before is read, and closed by this
     */
    public RecutItems(Iterator<EntryTarReader> volumes) throws IOException {
        this.volumes = volumes;
        ahead = nextRecord();
        advance();
    }

    @Override
    public boolean hasCurrent() {
        return current != null;
    }

    @Override
    public EntryKind kind() {
        return current.kind();
    }

    @Override
    public Entry entry() {
        return current.entry();
    }

    @Override
    public int piece() {
        return current.piece();
    }

    @Override
    public boolean isLastPiece() {
        return current.piece() == 0 || ahead == null || ahead.piece() != current.piece() + 1
                || !ahead.entry().name().equals(current.entry().name());
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public int length() {
        return (int) current.size();
    }

    @Override
    public void advance() throws IOException {
        current = ahead;
        if (current != null) {
            readBody();
            ahead = nextRecord();
        }
    }

    @Override
    public JournalMark mark() {
        return null;
    }

    private void readBody() throws IOException {
        if (current.size() > LONGEST) {
            throw new BactrianException(ErrorKind.GENERAL, "A piece of " + current.entry().name() + " has " + current.size()
                    + " bytes, which is too much to cut volumes anew", "Leave out --volsize; then volumes are copied as they are");
        }
        int size = (int) current.size();
        body = body.length < size ? Arrays.copyOf(body, size) : body;
        if (reader.body().readNBytes(body, 0, size) < size) {
            throw new BactrianException(ErrorKind.HASH_MISMATCH, current.entry().name() + " ends early in its volume",
                    "The set is damaged");
        }
    }

    private TarRecord nextRecord() throws IOException {
        while (reader != null || volumes.hasNext()) {
            reader = reader == null ? volumes.next() : reader;
            TarRecord record = reader.next();
            if (record != null) {
                return record;
            }
            reader.close();
            reader = null;
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
