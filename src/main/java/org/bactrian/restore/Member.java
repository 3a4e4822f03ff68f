package org.bactrian.restore;

import java.io.IOException;
import java.io.InputStream;
import org.bactrian.source.Entry;
import org.bactrian.volume.EntryKind;

/**
 * What one set says of one entry: its metadata, and its content or delta as one stream, whatever pieces and volumes it is
 * cut into. Valid until the set's stream is moved on.
 */
public interface Member {
    /** SNAPSHOT, DIFF or DELETED; pieces count as what they are pieces of. */
    EntryKind kind();

    /** The metadata; that of the first piece. */
    Entry entry();

    /** The content or the delta, to be read once. */
    InputStream body() throws IOException;

    /** Whether this is a change of what an earlier set has. */
    default boolean isChange() {
        return kind() == EntryKind.DIFF;
    }

    /** Whether this says that the entry is not there any more. */
    default boolean isGone() {
        return kind() == EntryKind.DELETED;
    }
}
