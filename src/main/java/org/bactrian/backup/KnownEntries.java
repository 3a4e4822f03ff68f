package org.bactrian.backup;

import java.io.Closeable;
import java.io.IOException;

/** The state that the chain's signatures describe, in archive order (spec 4.1). */
public interface KnownEntries extends Closeable {
    /** Nothing is known: what a full is made against. */
    KnownEntries NONE = new KnownEntries() {
        @Override
        public KnownEntry peek() {
            return null;
        }

        @Override
        public void skip() {
        }

        @Override
        public void close() {
        }
    };

    /** The entry the stream stands on; null at the end. */
    KnownEntry peek() throws IOException;

    /** Moves to the next entry. */
    void skip() throws IOException;
}
