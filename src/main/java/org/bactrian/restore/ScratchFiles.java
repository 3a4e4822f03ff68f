package org.bactrian.restore;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bactrian.posix.Folder;
import org.bactrian.posix.NewFile;
import org.bactrian.rsync.GrowingSpool;
import org.bactrian.rsync.Spool;

/**
 * Places for what an entry needs while it is written: memory first, then files in the folder it is made in, so that no content
 * of an encrypted archive gets into a folder for temporary files. The files have no names, and die with the process. Not
 * thread-safe.
 */
final class ScratchFiles implements Spool.Source, Closeable {
    private static final int IN_MEMORY = 1 << 20;
    private static final byte[] NAME = ".bactrian-scratch".getBytes(StandardCharsets.US_ASCII);

    private final Folder folder;
    private final List<NewFile> files = new ArrayList<>();

    ScratchFiles(Folder folder) {
        this.folder = folder;
    }

    @Override
    public Spool open() {
        return new GrowingSpool(IN_MEMORY, () -> new ScratchSpool(newFile()));
    }

    /** A file that lives until this is closed. */
    private NewFile newFile() throws IOException {
        folder.remove(NAME);
        NewFile file = folder.makeFile(NAME);
        files.add(file);
        folder.remove(NAME);
        return file;
    }

    @Override
    public void close() throws IOException {
        for (NewFile file : files) {
            file.close();
        }
    }
}
