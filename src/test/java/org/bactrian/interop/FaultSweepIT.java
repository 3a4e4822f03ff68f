package org.bactrian.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bactrian.testkit.Duplicity;
import org.bactrian.testkit.MemoryFolder;
import org.bactrian.testkit.NeedsPeer;
import org.bactrian.testkit.TreeRemoval;
import org.junit.jupiter.api.io.TempDir;

/** A sample of the fault sweep, after each case of which the real duplicity restores the first and the last state, byte for byte. */
@NeedsPeer("duplicity")
class FaultSweepIT extends FaultSweepTest {
    private static final int SAMPLE = 30;

    @TempDir(factory = MemoryFolder.class)
    private Path theirs;

    @Override
    int sample() {
        return SAMPLE;
    }

    @Override
    String witness() {
        return ", after each of which duplicity restores";
    }

    @Override
    void requireMore(SweepJob job, int first, int last, String what) throws IOException {
        for (int state : new int[] {first, last}) {
            Path folder = Files.createDirectory(theirs.resolve("work"));
            try (Duplicity duplicity = new Duplicity(theirs.resolve("home"), folder.resolve("archive"), Map.of())) {
                duplicity.restore("file://" + job.store(), folder.resolve("restored"), SweepJob.timeOf(state), null).expectSuccess();
                job.requireState(state, folder.resolve("restored"), what + ", by duplicity");
            }
            TreeRemoval.of(folder);
        }
    }
}
