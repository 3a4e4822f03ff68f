package org.bactrian.verify;

import java.io.IOException;
import java.io.InputStream;
import org.bactrian.source.EntryName;

/** The chain's signatures. */
@FunctionalInterface
public interface Signatures {
    /**
     * Finds the signature of a regular file's content; to be asked in archive order.
     *
     * @return the signature as stored, valid until the next one is asked for and not to be closed; null if there is none
     */
    InputStream find(EntryName name) throws IOException;
}
