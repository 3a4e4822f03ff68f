package org.bactrian.restore;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import org.bactrian.chain.Manifest;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.volume.EntryKind;
import org.bactrian.volume.EntryTarReader;
import org.bactrian.volume.TarRecord;

/**
 * The members of one set at and below a path, in archive order, from its volumes one after the other; a volume is opened
 * when the one before has been read to its end. Pieces must follow each other without a gap, but where a volume is lost:
 * then what is left of the file that begins before it cannot be read, and what is left of the one that ends after it is
 * passed over. Not thread-safe.
 */
final class SetStream implements Closeable {
    private final String set;
    private final Iterator<Integer> volumes;
    private final VolumeOpener opener;
    private final EntryName wanted;
    private EntryTarReader reader;
    private TarRecord ahead;
    private Current current;
    private boolean lossy;
    /** Whether a volume was lost since the record before. */
    private boolean gap;

    /**
     * @param set     what messages call it
     * @param volumes numbers of the volumes to read, ascending
     * @param opener  opens them
     * @param wanted  the path; the root for everything
     */
    SetStream(String set, Iterator<Integer> volumes, VolumeOpener opener, EntryName wanted) {
        this.set = set;
        this.volumes = volumes;
        this.opener = opener;
        this.wanted = wanted;
    }

    /** The members of a set at and below a path, from volumes that are opened so. */
    static SetStream of(ChainReader.ReadableSet set, VolumeOpener opener, EntryName path) {
        return new SetStream(set.set().id().toString(),
                set.manifest().volumesFor(path).stream().map(Manifest.Volume::number).iterator(), opener, path);
    }

    /** The name of the next member; null at the end. */
    EntryName peek() throws IOException {
        finishCurrent();
        if (ahead == null) {
            ahead = afterGap(nextRecord());
        }
        // a volume chosen for a path begins before it, perhaps inside a file, and ends after it; of what stands there the
        // volumes not chosen may hold the rest
        while (ahead != null && ahead.entry().name().compareTo(wanted) < 0) {
            ahead = afterGap(nextRecord());
        }
        return ahead == null || !ahead.entry().name().startsWith(wanted) ? null : ahead.entry().name();
    }

    /** Whether a volume was lost so far. */
    boolean isLossy() {
        return lossy;
    }

    /** Moves to the next member; only after {@link #peek} gave its name. */
    Member next() throws IOException {
        if (peek() == null) {
            throw new IllegalStateException("no further member");
        }
        current = new Current(ahead);
        ahead = null;
        return current;
    }

    /** What was not read of the member before is read over, into later volumes if it goes on there. */
    private void finishCurrent() throws IOException {
        if (current != null) {
            Current finishing = current;
            finishing.skip();
            current = null;
        }
    }

    /** After a gap the first record that is no piece of something lost; else the one given. */
    private TarRecord afterGap(TarRecord next) throws IOException {
        TarRecord record = next;
        while (gap && record != null && record.piece() > 1) {
            record = nextRecord();
        }
        gap = false;
        return record;
    }

    private TarRecord nextRecord() throws IOException {
        while (true) {
            if (reader == null && !openVolume()) {
                return null;
            }
            TarRecord record = reader.next();
            if (record != null) {
                return record;
            }
            reader.close();
            reader = null;
        }
    }

    private boolean openVolume() {
        while (volumes.hasNext()) {
            int number = volumes.next();
            InputStream volume = opener.open(number);
            if (volume != null) {
                reader = new EntryTarReader(volume, "volume " + number + " of the " + set);
                return true;
            }
            gap = true;
            lossy = true;
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        try (VolumeOpener prepared = opener) {
            if (reader != null) {
                reader.close();
                reader = null;
            }
        }
    }

    /** The member that is being read, and its body across pieces. */
    private final class Current extends InputStream implements Member {
        private final Entry entry;
        private final EntryKind kind;
        private final boolean cut;
        private int piece;
        private InputStream body;
        private boolean ended;
        private boolean skipping;

        Current(TarRecord first) {
            this.entry = first.entry();
            this.kind = switch (first.kind()) {
                case MULTIVOL_SNAPSHOT -> EntryKind.SNAPSHOT;
                case MULTIVOL_DIFF -> EntryKind.DIFF;
                default -> first.kind();
            };
            this.cut = first.piece() > 0;
            this.piece = first.piece();
            this.body = reader.body();
            if (cut && piece != 1) {
                throw damaged("begins with its piece " + piece);
            }
        }

        @Override
        public EntryKind kind() {
            return kind;
        }

        @Override
        public Entry entry() {
            return entry;
        }

        @Override
        public InputStream body() {
            return this;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int count) throws IOException {
            if (count == 0) {
                return 0;
            }
            while (!ended) {
                int n = body.read(bytes, offset, count);
                if (n > 0) {
                    return n;
                }
                nextPiece();
            }
            return -1;
        }

        private void nextPiece() throws IOException {
            ahead = nextRecord();
            if (gap) {
                ended = true;
                ahead = afterGap(ahead);
                refuseCutOff();
                return;
            }
            boolean follows = cut && ahead != null && ahead.piece() > 0 && ahead.entry().name().equals(entry.name());
            if (!follows) {
                ended = true;
                return;
            }
            if (ahead.piece() != piece + 1) {
                throw damaged("has piece " + ahead.piece() + " after piece " + piece);
            }
            piece = ahead.piece();
            ahead = null;
            body = reader.body();
        }

        private void refuseCutOff() {
            if (cut && !skipping) {
                throw damaged("goes on in a volume that cannot be read");
            }
        }

        void skip() throws IOException {
            skipping = true;
            byte[] rest = new byte[8192];
            while (read(rest, 0, rest.length) >= 0) {
                continue;
            }
        }

        private BactrianException damaged(String how) {
            return new BactrianException(ErrorKind.HASH_MISMATCH,
                    "In the " + set + ", " + entry.name() + " " + how,
                    "The set is damaged; restore this path from another time");
        }
    }
}
