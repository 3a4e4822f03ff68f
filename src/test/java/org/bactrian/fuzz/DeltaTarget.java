package org.bactrian.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.bactrian.error.BactrianException;
import org.bactrian.rsync.DeltaChain;
import org.bactrian.rsync.MemorySpool;
import org.bactrian.rsync.RandomInput;

/** Deltas: one, and another on top of it; the first byte says how many of the last ones are the second delta. */
public final class DeltaTarget {
    private static final byte[] BASE = new byte[5000];
    private static final long LONGEST = 64 << 20;

    private DeltaTarget() {
    }

    /** What comes out is as long as was announced. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        int second = data.length == 0 ? 0 : Math.min(data.length - 1, data[0] & 0xff);
        try (DeltaChain chain = new DeltaChain(RandomInput.of(BASE), MemorySpool::new)) {
            chain.add(new ByteArrayInputStream(data, Math.min(1, data.length), Math.max(0, data.length - 1 - second)), "a delta");
            if (second > 0) {
                chain.add(new ByteArrayInputStream(data, data.length - second, second), "a delta");
            }
            long announced = chain.resultLength();
            if (announced <= LONGEST && chain.writeTo(OutputStream.nullOutputStream()) != announced) {
                throw new AssertionError("not the length that was announced");
            }
        } catch (BactrianException e) {
            Refusal.check(e);
        }
    }
}
