package org.bactrian.backup;

import java.io.IOException;
import java.io.InputStream;
import org.bactrian.source.Entry;

/** What the chain's signatures say of one entry. Valid until the next one is asked for. */
public interface KnownEntry {
    /** The metadata as archived. */
    Entry entry();

    /** The signature of a regular file's content as stored; to be read once. */
    InputStream signature() throws IOException;

    /** The length of that signature in bytes; known without reading it. */
    long signatureLength();
}
