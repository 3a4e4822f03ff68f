package org.bactrian.restore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.bactrian.posix.Folder;

/** What entries are called until they are whole. A folder that was there before may have some of a restore that was killed. */
final class TemporaryNames {
    /** Of what is made by the thread that reads the archive; numbered ones are those of {@link FileWriters}. */
    static final byte[] FIRST = name("");
    private static final int MOST = 8;

    private TemporaryNames() {
    }

    /** The name of a writing thread, from 0. */
    static byte[] of(int thread) {
        return name("." + thread);
    }

    /** Removes what a killed restore left in a folder. */
    static void clean(Folder folder) throws IOException {
        folder.remove(FIRST);
        for (int i = 0; i < MOST; i++) {
            folder.remove(of(i));
        }
    }

    private static byte[] name(String suffix) {
        return (".bactrian-restoring" + suffix).getBytes(StandardCharsets.US_ASCII);
    }
}
