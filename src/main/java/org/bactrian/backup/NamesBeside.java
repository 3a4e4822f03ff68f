package org.bactrian.backup;

import java.io.Closeable;
import java.io.IOException;
import org.bactrian.source.EntryName;
import org.bactrian.volume.EntryTarReader;
import org.bactrian.volume.TarRecord;

/** Names in archive order that are gone through beside others. Not thread-safe. */
final class NamesBeside implements Closeable {
    private final Source source;
    private boolean begun;
    private Named current;
    private EntryName last;
    private boolean lastWasFile;
    private long passedOver;

    /** A name, and whether it is a regular file's. */
    private record Named(EntryName name, boolean file) {
    }

    /** Gives one after the other; null at the end. */
    private interface Source extends Closeable {
        Named next() throws IOException;
    }

    private NamesBeside(Source source) {
        this.source = source;
    }

    /** Those of one set's signatures, deletions too. */
    static NamesBeside of(EntryTarReader signatures) {
        return new NamesBeside(new Source() {
            @Override
            public Named next() throws IOException {
                TarRecord record = signatures.next();
                return record == null ? null : new Named(record.entry().name(), record.entry().isFile());
            }

            @Override
            public void close() throws IOException {
                signatures.close();
            }
        });
    }

    /** Those of the entries known. */
    static NamesBeside of(KnownEntries known) {
        return new NamesBeside(new Source() {
            private boolean given;

            @Override
            public Named next() throws IOException {
                if (given) {
                    known.skip();
                }
                given = true;
                KnownEntry entry = known.peek();
                return entry == null ? null : new Named(entry.entry().name(), entry.entry().isFile());
            }

            @Override
            public void close() throws IOException {
                known.close();
            }
        });
    }

    /**
     * Goes to a name, which must not be before the one gone to last.
     *
     * @param expected whether it is no wonder if others are passed over
     * @return whether the name is there
     */
    boolean passTo(EntryName name, boolean expected) throws IOException {
        while (hasMore() && current.name().compareTo(name) < 0) {
            passedOver += expected ? 0 : 1;
            step();
        }
        if (!hasMore() || !current.name().equals(name)) {
            return false;
        }
        step();
        return true;
    }

    private void step() throws IOException {
        last = current.name();
        lastWasFile = current.file();
        current = source.next();
    }

    /** Whether the name gone to last is a regular file's. */
    boolean isFile() {
        return lastWasFile;
    }

    /** Whether there are names after the one gone to last. */
    boolean hasMore() throws IOException {
        if (!begun) {
            begun = true;
            current = source.next();
        }
        return current != null;
    }

    /** Goes to the end. */
    void toEnd() throws IOException {
        while (hasMore()) {
            step();
        }
    }

    /** The last name passed; null before the first. */
    EntryName last() {
        return last;
    }

    /** How many names were passed over that should not have been. */
    long passedOver() {
        return passedOver;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
