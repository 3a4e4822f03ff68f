package org.bactrian.restore;

import java.io.IOException;
import java.io.InputStream;
import org.bactrian.source.Entry;
import org.bactrian.volume.EntryKind;

/**
 * What one set says of one entry: its metadata, and its content or delta as one stream, whatever pieces and volumes it is
 * cut into. Valid until the set's stream is moved on.
 */
interface Member {
    /** SNAPSHOT, DIFF or DELETED; pieces count as what they are pieces of. */
    EntryKind kind();

    /** The metadata; that of the first piece. */
    Entry entry();

    /** The content or the delta, to be read once. */
    InputStream body() throws IOException;
}
