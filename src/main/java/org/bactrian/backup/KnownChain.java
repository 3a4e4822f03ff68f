package org.bactrian.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.volume.EntryKind;
import org.bactrian.volume.EntryTarReader;
import org.bactrian.volume.TarRecord;

/**
 * The signatures of a chain's sets side by side, oldest first: of each entry the newest word counts, and a deletion removes
 * it (spec 4.1). Streams; memory does not grow with the number of entries. Not thread-safe.
 */
public final class KnownChain implements KnownEntries {
    private final List<Stream> sets = new ArrayList<>();
    private Known current;
    private boolean started;

    /** One set's signatures, and the record it stands on. */
    private static final class Stream {
        private final EntryTarReader reader;
        private TarRecord record;

        Stream(EntryTarReader reader) {
            this.reader = reader;
        }

        void advance() throws IOException {
            record = reader.next();
            if (record == null) {
                reader.readToEnd();
            }
        }

        boolean standsOn(EntryName name) {
            return record != null && record.entry().name().equals(name);
        }
    }

    /** An entry as the newest set that has it says. */
    private record Known(Stream stream, TarRecord record) implements KnownEntry {
        @Override
        public Entry entry() {
            return record.entry();
        }

        @Override
        public InputStream signature() {
            return stream.reader.body();
        }

        @Override
        public long signatureLength() {
            return record.size();
        }
    }

    /** @param sets readers over the signatures of the full and of each increment, in order; closed with this */
    public KnownChain(List<EntryTarReader> sets) {
        sets.forEach(reader -> this.sets.add(new Stream(reader)));
    }

    @Override
    public KnownEntry peek() throws IOException {
        if (!started) {
            started = true;
            for (Stream set : sets) {
                set.advance();
            }
            find();
        }
        return current;
    }

    @Override
    public void skip() throws IOException {
        leave(current.entry().name());
        find();
    }

    @Override
    public void prove() throws IOException {
        for (Stream set : sets) {
            if (set.record != null) {
                set.reader.readToEnd();
            }
        }
    }

    private void find() throws IOException {
        current = null;
        while (current == null) {
            EntryName name = lowest();
            if (name == null) {
                return;
            }
            for (Stream set : sets) {
                if (set.standsOn(name)) {
                    current = new Known(set, set.record); // a later set overrides an earlier one
                }
            }
            if (current.record().kind() == EntryKind.DELETED) {
                current = null;
                leave(name);
            }
        }
    }

    private EntryName lowest() {
        EntryName lowest = null;
        for (Stream set : sets) {
            if (set.record != null && (lowest == null || set.record.entry().name().compareTo(lowest) < 0)) {
                lowest = set.record.entry().name();
            }
        }
        return lowest;
    }

    private void leave(EntryName name) throws IOException {
        for (Stream set : sets) {
            while (set.standsOn(name)) {
                set.advance();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Stream set : sets) {
            set.reader.close();
        }
    }
}
