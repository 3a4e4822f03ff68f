package org.bactrian.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.bactrian.posix.Folder;
import org.bactrian.rsync.Spool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was put in pieces of all sizes is read in pieces of all sizes, in any order, while more is put. */
class ScratchSpoolTest {
    private static final int MOST = 200_000;
    private static final int LENGTH = 5_000_000;

    @TempDir
    private Path temp;

    @Test
    void givesBackWhatWasPut() throws IOException {
        byte[] all = new byte[LENGTH];
        Random random = new Random(5);
        random.nextBytes(all);
        try (Folder folder = Folder.open(temp.toString().getBytes(StandardCharsets.UTF_8), "folder");
                ScratchFiles files = new ScratchFiles(folder);
                Spool spool = files.open()) {
            for (int put = 0; put < all.length;) {
                int count = Math.min(size(random), all.length - put);
                spool.append(all, put, count);
                put += count;
                assertThat(spool.length()).isEqualTo(put);
                for (int i = 0; i < 4; i++) {
                    int length = Math.min(size(random), put);
                    int from = i == 0 ? put - length : random.nextInt(put - length + 1); // the last bytes are those that may wait
                    expect(spool, all, from, length);
                }
            }
            for (int from = 0, length; from < all.length; from += length) {
                length = Math.min(size(random), all.length - from);
                expect(spool, all, from, length);
            }
            assertThatThrownBy(() -> spool.readFully(all.length - 5, new byte[10], 0, 10)).isInstanceOf(EOFException.class);
            expect(spool, all, all.length - 5, 5);
        }
        assertThat(temp).isEmptyDirectory();
    }

    /** Mostly small. */
    private static int size(Random random) {
        return 1 + random.nextInt(random.nextInt(8) == 0 ? MOST : 5000);
    }

    private static void expect(Spool spool, byte[] all, int from, int length) throws IOException {
        byte[] target = new byte[length + 3];
        spool.readFully(from, target, 3, length);
        assertThat(Arrays.equals(target, 3, length + 3, all, from, from + length)).as("%s bytes at %s", length, from).isTrue();
    }
}
