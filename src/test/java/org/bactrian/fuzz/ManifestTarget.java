package org.bactrian.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.bactrian.chain.Manifest;
import org.bactrian.chain.ManifestReader;
import org.bactrian.error.BactrianException;

/** Manifests, with their lists of changed files. */
public final class ManifestTarget {
    private ManifestTarget() {
    }

    /** What is read has at least one volume. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        try {
            Manifest manifest = ManifestReader.read(new ByteArrayInputStream(data), "a manifest", change -> change.name().toBytes());
            if (manifest.volumes().isEmpty()) {
                throw new AssertionError("a manifest without volumes");
            }
        } catch (BactrianException e) {
            Refusal.check(e);
        }
    }
}
