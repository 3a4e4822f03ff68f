package org.bactrian.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import org.bactrian.rsync.DeltaWriter;
import org.bactrian.rsync.MemorySpool;
import org.bactrian.rsync.Signature;

/** Signature files: a tar whose bodies are signatures, and a delta against each. */
public final class SigtarTarget {
    private static final int MEMORY = 1 << 16;
    private static final byte[] CONTENT = new byte[700];

    private SigtarTarget() {
    }

    /** Every body is taken for a signature. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        TarTarget.read(data, (tar, record) -> {
            if (record.size() > 0) {
                try (Signature signature = Signature.read(tar.body(), record.size(), "a signature", MEMORY, MemorySpool::new)) {
                    DeltaWriter writer = new DeltaWriter(signature, OutputStream.nullOutputStream());
                    writer.write(CONTENT, 0, CONTENT.length);
                    writer.finish();
                }
            }
        });
    }
}
