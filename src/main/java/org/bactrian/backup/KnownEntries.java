package org.bactrian.backup;

import java.io.Closeable;
import java.io.IOException;
import org.bactrian.source.EntryName;

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
        public void prove() {
        }

        @Override
        public void close() {
        }
    };

    /** The entry the stream stands on; null at the end. */
    KnownEntry peek() throws IOException;

    /** Moves to the next entry. */
    void skip() throws IOException;

    /** Passes over all entries below a name. @return what the stream stands on then; null at the end */
    default KnownEntry from(EntryName name) throws IOException {
        KnownEntry known = peek();
        while (known != null && known.entry().name().compareTo(name) < 0) {
            skip();
            known = peek();
        }
        return known;
    }

    /** Reads what nobody asked for, if anything was asked for: a set must not be made against signatures that turn out to be damaged. */
    void prove() throws IOException;
}
