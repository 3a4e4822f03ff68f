package org.bactrian.backup;

import java.io.Closeable;
import java.io.IOException;
import org.bactrian.source.SourceFile;

/** One changed file while it is read, piece by piece, its signature made on the way. Closes the signature it is compared with. Not thread-safe. */
final class FileReading implements Closeable {
    /** Bytes of a file from which on it pays to wake other threads to sum what is read, and to read much at once. */
    private static final long LARGE = 4 << 20;

    private final Change change;
    private final boolean recent;
    private final FilePieces pieces;
    /** Null once it was given away. */
    private FileSignature signature;
    private int number;
    /** How many bytes of the file belong to the pieces that were given. */
    private long told;

    private FileReading(Change change, boolean recent, FilePieces pieces, FileSignature signature) {
        this.change = change;
        this.recent = recent;
        this.pieces = pieces;
        this.signature = signature;
    }

    /**
     * Opens the file.
     *
     * @param change  has content; what it holds is closed with this, or now if this fails
     * @param recent  whether the file may change once more without a new time
     * @param records give the signature to fill
     * @param buffers used by nobody else until this is closed
     * @param threads help with a large file, if they have nothing else to do; null for none
     */
    static FileReading open(Change change, boolean recent, SetRecords records, FilePieces.Buffers buffers, ReadThreads threads)
            throws IOException {
        FileSignature signature = records.newSignature(change.entry());
        boolean large = change.entry().size() >= LARGE;
        try {
            return new FileReading(change, recent, new FilePieces(SourceFile.open(change.source()), signature.writer(), change.old(),
                    large ? FilePieces.Buffers.large() : buffers, large ? threads : null), signature);
        } catch (IOException e) {
            try (FileSignature dropped = signature) {
                if (change.old() != null) {
                    change.old().close();
                }
            }
            throw e;
        }
    }

    /** The next piece; none after one that is the last. */
    ReadPiece next() throws IOException {
        byte[] body = pieces.next();
        long fileBytes = pieces.bytesRead() - told;
        told += fileBytes;
        boolean last = body.length < FilePieces.PIECE;
        int place = last && number == 0 ? ReadPiece.ALL : ++number;
        ReadPiece read = new ReadPiece(change, recent, place, body, last, fileBytes, last ? signature : null, null, pieces.torn());
        if (last) {
            signature = null;
        }
        return read;
    }

    /** Reads pieces without giving them; false if there are not so many, and another after them. */
    boolean pass(int count) throws IOException {
        for (number = 0; number < count; number++) {
            if (pieces.next().length < FilePieces.PIECE) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        try (FileSignature dropped = signature) {
            signature = null;
            pieces.close();
        }
    }
}
