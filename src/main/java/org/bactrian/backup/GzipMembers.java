package org.bactrian.backup;

import java.io.IOException;
import java.io.OutputStream;
import org.bactrian.chain.archive.WorkFile;
import org.bactrian.seal.GzipSeal;

/**
 * A gzip file that can be cut where a member ends (RFC 1952, 2.2) and gone on with there; readers see one stream. Compressed
 * by the threads that compress volumes. Not thread-safe.
 */
final class GzipMembers extends OutputStream {
    /** The copy is local and read once or twice; most of it, sums, does not get smaller at any level. */
    private static final int FAST = 1;

    private final WorkFile file;
    private OutputStream member;

    /** @param file empty, or ending with a whole member */
    GzipMembers(WorkFile file) {
        this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (member == null) {
            member = new GzipSeal(FAST).seal(file);
        }
        member.write(bytes, offset, count);
    }

    /** Ends the member begun, so that the file can be cut here. @return its length */
    long cut() throws IOException {
        if (member != null) {
            member.close();
            member = null;
        }
        return file.length();
    }

    /** Ends the file; one that nothing was written to becomes an empty member. */
    @Override
    public void close() throws IOException {
        if (file.length() == 0 && member == null) {
            write(new byte[0], 0, 0);
        }
        cut();
        file.close();
    }
}
