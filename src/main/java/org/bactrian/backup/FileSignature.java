package org.bactrian.backup;

import java.io.Closeable;
import java.io.IOException;
import org.bactrian.rsync.SignatureFormat;
import org.bactrian.rsync.SignatureWriter;

/** The signature of one file while it is made, and until it is added to the set's ({@link SetRecords#addFile}). Not thread-safe. */
final class FileSignature implements Closeable {
    private final SignatureBuffer buffer;
    private final SignatureWriter writer;

    FileSignature(SignatureBuffer buffer, SignatureFormat format) {
        this.buffer = buffer;
        this.writer = new SignatureWriter(buffer, format);
    }

    /** Takes the file's content. */
    SignatureWriter writer() {
        return writer;
    }

    /** What was made so far. */
    SignatureBuffer made() {
        return buffer;
    }

    /** Forgets it. */
    @Override
    public void close() throws IOException {
        buffer.close();
    }
}
