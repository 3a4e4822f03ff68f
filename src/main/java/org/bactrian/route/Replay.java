package org.bactrian.route;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.restore.Layers;
import org.bactrian.restore.Member;
import org.bactrian.rsync.Patch;
import org.bactrian.rsync.SignatureCheck;
import org.bactrian.rsync.Spool;
import org.bactrian.source.EntryName;

/**
 * Applies what the sets of a chain say of one entry after the other, oldest first, and compares each version of a file with the
 * signature that the set gives it. Holds two versions of one file. Not thread-safe.
 */
final class Replay implements Closeable {
    private final List<ReplayedSet> sets;
    private final Spool.Source scratch;
    /** The last version of the file at hand; null if there is none, or it is not needed. */
    private Spool version;

    Replay(List<ReplayedSet> sets, Spool.Source scratch) {
        this.sets = sets;
        this.scratch = scratch;
    }

    /** Replays one entry. @param lossy whether a volume was lost so far */
    void take(Layers.Layer layer, boolean lossy) throws IOException {
        try {
            for (int i = 0; i < sets.size(); i++) {
                Member member = layer.members().get(i);
                if (member != null) {
                    take(layer, i, member, lossy);
                }
            }
        } finally {
            drop();
        }
    }

    private void take(Layers.Layer layer, int set, Member member, boolean lossy) throws IOException {
        if (member.isGone() || !member.entry().isFile()) {
            drop();
            sets.get(set).find(layer.name(), lossy);
            return;
        }
        InputStream signature = sets.get(set).signature(layer.name(), lossy);
        try {
            Version made = new Version(isChangedLater(layer, set) ? scratch.open() : null, signature, layer.name());
            try (made) {
                made.make(member);
            }
            if (!made.matches()) {
                sets.get(set).differs(layer.name());
            }
        } catch (BactrianException e) {
            drop();
            if (e.kind() != ErrorKind.GENERAL && e.kind() != ErrorKind.HASH_MISMATCH && e.kind() != ErrorKind.NO_SIGNATURES) {
                throw e;
            }
            if (!lossy) {
                sets.get(set).broken(e.getMessage());
            }
        }
    }

    private static boolean isChangedLater(Layers.Layer layer, int set) {
        return layer.members().stream().skip(set + 1L).filter(member -> member != null).findFirst().filter(Member::isChange).isPresent();
    }

    /** No entry follows. */
    void end(boolean lossy) throws IOException {
        for (ReplayedSet set : sets) {
            set.end(lossy);
        }
    }

    private void drop() throws IOException {
        if (version != null) {
            version.close();
            version = null;
        }
    }

    @Override
    public void close() throws IOException {
        drop();
        for (ReplayedSet set : sets) {
            set.close();
        }
    }

    /** A version while it is made. */
    private final class Version extends OutputStream {
        private final Spool kept;
        private final SignatureCheck check;
        private boolean made;

        /** @param kept takes it, if it is needed again; else null */
        Version(Spool kept, InputStream signature, EntryName name) throws IOException {
            this.kept = kept;
            this.check = signature == null ? null : new SignatureCheck(signature, "the signature of " + name);
        }

        void make(Member member) throws IOException {
            if (!member.isChange()) {
                member.body().transferTo(this);
            } else if (version == null) {
                throw new BactrianException(ErrorKind.HASH_MISMATCH, "there is a change of " + member.entry().name()
                        + " but not what was changed", "");
            } else {
                Patch.apply(version, member.body(), "the change of " + member.entry().name(), this);
            }
            made = true;
        }

        boolean matches() throws IOException {
            return check == null || check.matches();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            if (kept != null) {
                kept.append(bytes, offset, count);
            }
            if (check != null) {
                check.write(bytes, offset, count);
            }
        }

        /** Puts this version in the place of the one before. */
        @Override
        public void close() throws IOException {
            drop();
            if (kept != null && made) {
                version = kept;
            } else if (kept != null) {
                kept.close();
            }
        }
    }
}
