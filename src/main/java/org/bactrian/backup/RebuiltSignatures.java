package org.bactrian.backup;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.bactrian.chain.archive.JournalMark;
import org.bactrian.chain.archive.RunFiles;
import org.bactrian.rsync.BlockLength;
import org.bactrian.source.Entry;

/**
 * The signatures of a set that has lost them, made of what its volumes hold (spec 4.1), with block lengths by duplicity's older rule
 * (spec 4.2). How long a file is shows only at its end; but from 4,096,000 bytes on all have the same block length, so no more than
 * these are held. One thread.
 */
public final class RebuiltSignatures implements Closeable {
    /** At that many bytes the block length reaches its maximum, and stays there. */
    private static final int DECISIVE = 4_096_000;

    private final SetRecords records;
    private byte[] held = new byte[1 << 16];

    /** @param files takes the signatures, and a list that stays empty */
    public RebuiltSignatures(RunFiles files) {
        records = new SetRecords(files.signatures(), files.fileList(), SetRecords.BlockRule.of(false, BlockLength.DEFAULT_MAX), false,
                JournalMark.START);
    }

    /**
     * Adds a regular file.
     *
     * @param entry   its metadata as archived
     * @param changed whether the set has a change of it
     * @return takes its content; closed by the caller before anything else is added
     */
    public OutputStream file(Entry entry, boolean changed) {
        return new Content(entry, changed ? Change.Kind.CHANGED : Change.Kind.NEW);
    }

    /** Adds anything else that exists. */
    public void other(Entry entry) throws IOException {
        records.add(new Change(Change.Kind.NEW, entry, null, null));
    }

    /** Adds an entry that is gone. */
    public void gone(Entry entry) throws IOException {
        records.add(new Change(Change.Kind.DELETED, entry, null, null));
    }

    /** Ends them. @return the gzipped file */
    public Path finish() throws IOException {
        records.finish();
        return records.signatureFile();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }

    /** Holds a file's first bytes until its block length is known. */
    private final class Content extends OutputStream {
        private final Entry entry;
        private final Change.Kind kind;
        private FileSignature signature;
        private int length;

        Content(Entry entry, Change.Kind kind) {
            this.entry = entry;
            this.kind = kind;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            if (signature == null && length + count > DECISIVE) {
                begin(DECISIVE);
            }
            if (signature != null) {
                signature.writer().write(bytes, offset, count);
                return;
            }
            if (length + count > held.length) {
                held = Arrays.copyOf(held, Math.max(length + count, Math.min(DECISIVE, 2 * held.length)));
            }
            System.arraycopy(bytes, offset, held, length, count);
            length += count;
        }

        private void begin(long size) throws IOException {
            signature = records.newSignature(withSize(size));
            signature.writer().write(held, 0, length);
        }

        private Entry withSize(long size) {
            return new Entry(entry.name(), entry.type(), entry.mode(), entry.uid(), entry.gid(), entry.userName(), entry.groupName(),
                    entry.mtime(), size, entry.linkTarget(), entry.deviceMajor(), entry.deviceMinor());
        }

        @Override
        public void close() throws IOException {
            if (signature == null) {
                begin(length);
            }
            signature.writer().finish();
            records.addFile(new Change(kind, entry, null, null), signature, true);
        }
    }
}
