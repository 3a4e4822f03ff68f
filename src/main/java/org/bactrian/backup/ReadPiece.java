package org.bactrian.backup;

import java.io.Closeable;
import java.io.IOException;

/**
 * One piece of what a change puts into volumes, as it was read.
 *
 * @param change     which
 * @param recent     whether its file may change once more without a new time
 * @param number     of the piece from 1, or 0 if the content is not cut
 * @param body       what goes into the tar
 * @param last       whether no piece of the same change follows
 * @param fileBytes  how many bytes of the file were read for it, and for those before it that were not given
 * @param signature  of the file, whole, with its last piece; else null. For the receiver to add or close
 * @param unreadable why nothing of the file could be read; else null. There is no other piece then
 * @param torn       with the last piece: why the file could not be read to its end; else null
 */
record ReadPiece(Change change, boolean recent, int number, byte[] body, boolean last, long fileBytes, FileSignature signature,
        IOException unreadable, IOException torn) implements Closeable {
    /** The number of a piece that is all. */
    static final int ALL = 0;
    private static final byte[] EMPTY = {};
    private static final int OVERHEAD = 256;

    /** A change that has no content. */
    static ReadPiece ofEntry(Change change) {
        return new ReadPiece(change, false, ALL, EMPTY, true, 0, null, null, null);
    }

    /** A file of which nothing could be read. */
    static ReadPiece unreadable(Change change, boolean recent, IOException reason) {
        return new ReadPiece(change, recent, ALL, EMPTY, true, 0, null, reason, null);
    }

    /** Whether the change is before this piece untouched. */
    boolean isFirst() {
        return number <= 1;
    }

    /** Bytes of memory, roughly. */
    long size() {
        return OVERHEAD + body.length + (signature == null ? 0 : Math.min(signature.made().length(), SignatureBuffer.IN_MEMORY));
    }

    /** Forgets the signature, if nobody took it. */
    @Override
    public void close() throws IOException {
        if (signature != null) {
            signature.close();
        }
    }
}
