package org.bactrian.restore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.bactrian.rsync.DeltaChain;
import org.bactrian.rsync.Patch;
import org.bactrian.rsync.Spool;

/**
 * The content of a regular file from its history: a snapshot goes straight where it is wanted. Deltas are read first
 * and made into one; then the file is written once, however many they are, from the snapshot as it comes, unless they take its
 * bytes in another order: only then it goes into a scratch place before.
 */
final class PatchedContent implements Content {
    /** As large as the buffers on the way here, so that large files pass by them. */
    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[1 << 16]);

    private final Member snapshot;
    private final List<Member> deltas;

    PatchedContent(History history) {
        this.snapshot = history.snapshot();
        this.deltas = history.deltas();
    }

    @Override
    public void writeTo(OutputStream out, Spool.Source scratch) throws IOException {
        if (deltas.isEmpty()) {
            copy(snapshot.body(), out::write);
            return;
        }
        try (DeltaChain chain = new DeltaChain(snapshot.body(), scratch)) {
            for (Member delta : deltas) {
                chain.add(delta.body(), new Change(delta));
            }
            chain.writeTo(out);
        }
    }

    @Override
    public long check() throws IOException {
        long length = copy(snapshot.body(), (bytes, offset, count) -> { });
        for (Member delta : deltas) {
            length = Patch.check(length, delta.body(), new Change(delta));
        }
        return length;
    }

    /** What messages call a delta. */
    private record Change(Member delta) {
        @Override
        public String toString() {
            return "the change of " + delta.entry().name();
        }
    }

    /** Takes bytes. */
    private interface Sink {
        void take(byte[] bytes, int offset, int count) throws IOException;
    }

    private static long copy(InputStream in, Sink sink) throws IOException {
        byte[] buffer = BUFFER.get();
        long copied = 0;
        for (int n; (n = in.read(buffer, 0, buffer.length)) >= 0; copied += n) {
            sink.take(buffer, 0, n);
        }
        return copied;
    }
}
