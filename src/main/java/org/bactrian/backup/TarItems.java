package org.bactrian.backup;

import java.io.Closeable;
import java.io.IOException;
import org.bactrian.chain.archive.JournalMark;
import org.bactrian.source.Entry;
import org.bactrian.volume.EntryKind;

/** The tar entries of a set as one sequence, which volumes take their share of: a cursor. Handed from thread to thread with the volumes. */
public interface TarItems extends Closeable {
    /** Whether there is an entry to take. */
    boolean hasCurrent();

    /** Its kind in the tar. */
    EntryKind kind();

    /** Its metadata. */
    Entry entry();

    /** The number of its piece from 1, or 0 if its content is not cut. */
    int piece();

    /** Whether no piece of the same content follows. */
    boolean isLastPiece();

    /** Its body, valid until the cursor moves; the array may be longer. */
    byte[] body();

    /** The length of its body. */
    int length();

    /** Moves to the next entry. */
    void advance() throws IOException;

    /** How far the set has come with the volume that ends before the current entry; null if nobody keeps a journal of it. */
    JournalMark mark() throws IOException;
}
