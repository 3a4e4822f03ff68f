package org.bactrian.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.archive.JournalMark;
import org.bactrian.seal.Sealable;
import org.bactrian.source.EntryName;
import org.bactrian.volume.EntryTarWriter;

/**
 * One volume of a set: the body of an exchange. Its tar entries are taken from the set's common sequence while it is
 * sealed, until its sealed form is as large as it may be (spec 3.6). Used by one thread at a time.
 */
public final class Volume implements Sealable {
    /** No entry is begun when the sealed volume is this close to its size: an entry's piece may not compress. */
    private static final int RESERVE = FilePieces.PIECE;

    private final int number;
    private final TarItems items;
    private final VolumeForm form;
    private final Volumes volumes;
    private Bound start = Bound.NONE;
    private Bound end = Bound.NONE;
    private JournalMark mark;

    /**
     * The entry a volume starts or ends with, as its manifest tells it (spec 2.1).
     *
     * @param name  the entry
     * @param block the number of its piece; 0 if it is the last piece, or the only one
     */
    private record Bound(EntryName name, int block) {
        /** What an empty volume has for both. */
        static final Bound NONE = new Bound(EntryName.ROOT, 0);

        OptionalLong blockNumber() {
            return block == 0 ? OptionalLong.empty() : OptionalLong.of(block);
        }
    }

    Volume(int number, TarItems items, VolumeForm form, Volumes volumes) {
        this.number = number;
        this.items = items;
        this.form = form;
        this.volumes = volumes;
    }

    /** Its number in the set, from 1. */
    public int number() {
        return number;
    }

    /** How far the set has come with it; known once it is sealed. */
    public JournalMark mark() {
        return mark;
    }

    /** What the manifest says of it; known once it is sealed. @param sha1 of its sealed bytes, lower-case hex */
    public Manifest.Volume block(String sha1) {
        return new Manifest.Volume(number, start.name(), start.blockNumber(), end.name(), end.blockNumber(), "SHA1", sha1);
    }

    @Override
    public void writeTo(OutputStream plain, LongSupplier sealedLength) throws IOException {
        try {
            EntryTarWriter tar = new EntryTarWriter(plain);
            boolean empty = true;
            while (items.hasCurrent() && (empty || !isFull(sealedLength.getAsLong()))) {
                volumes.beforeEach();
                Bound bound = new Bound(items.entry().name(), items.isLastPiece() ? 0 : items.piece());
                start = empty ? bound : start;
                end = bound;
                empty = false;
                tar.write(items.kind(), items.entry(), items.piece(), items.body(), items.length());
                items.advance();
            }
            if (form.endOfArchive()) {
                tar.finish();
            }
            mark = items.mark();
            volumes.produced(this);
        } catch (IOException | RuntimeException e) {
            volumes.abort(e);
            throw e;
        }
    }

    private boolean isFull(long sealed) {
        return form.volumeBytes() - sealed < RESERVE;
    }
}
