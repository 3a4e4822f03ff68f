package org.bactrian.restore;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.bactrian.posix.NewFile;
import org.bactrian.rsync.DeltaChain;

/**
 * The content of a regular file from its history: a snapshot goes straight into the file. With deltas the snapshot goes
 * into a scratch file, all deltas are made into one, and the file is written once, however many they are.
 */
final class PatchedContent implements Content {
    private static final int BUFFER = 1 << 16;

    private final Member snapshot;
    private final List<Member> deltas;

    PatchedContent(History history) {
        this.snapshot = history.snapshot();
        this.deltas = history.deltas();
    }

    @Override
    public void writeTo(NewFile file, Scratch scratch) throws IOException {
        if (deltas.isEmpty()) {
            copy(snapshot.body(), file);
            return;
        }
        ScratchSpool base = new ScratchSpool(scratch.make());
        copy(snapshot.body(), base.file());
        try (DeltaChain chain = new DeltaChain(base, () -> new ScratchSpool(scratch.make()))) {
            for (Member delta : deltas) {
                chain.add(delta.body(), "the change of " + delta.entry().name());
            }
            chain.writeTo(file);
        }
    }

    private static void copy(InputStream in, NewFile out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n; (n = in.read(buffer, 0, buffer.length)) >= 0;) {
            out.write(buffer, 0, n);
        }
    }
}
