package org.bactrian.backup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.bactrian.rsync.SignatureCheck;
import org.bactrian.source.SourceEntry;
import org.bactrian.source.SourceFile;

/** Reads a file to see whether it still has a signature. */
final class ContentCheck {
    private ContentCheck() {
    }

    /**
     * Compares.
     *
     * @param file      in the source
     * @param signature as stored, header and all
     * @return whether the file's content has this very signature; false if it cannot be read, for then the backup shall
     *         try it and say so
     */
    static boolean matches(SourceEntry file, byte[] signature) {
        try (InputStream in = SourceFile.open(file)) {
            return SignatureCheck.matches(in, new ByteArrayInputStream(signature), "the signature of " + file.name());
        } catch (IOException e) {
            return false;
        }
    }
}
