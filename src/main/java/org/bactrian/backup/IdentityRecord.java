package org.bactrian.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.bactrian.chain.archive.WorkFile;
import org.bactrian.source.EntryName;
import org.bactrian.source.SourceEntry;

/**
 * Size, inode and change time of every regular file when it was stored, kept beside the cached signatures. With it a
 * change is found that kept the second of the modification time, which the archive alone cannot tell (spec 8.2, 13). It
 * is a hint: without it a backup finds what duplicity finds. Read and written in archive order, as two streams.
 *
 * <pre>
 * gzip of, for each file:
 * size
 *    4  length n of the name, big-endian
 *    n  the name
 *    8  size in bytes
 *    8  inode
 *    8  change time in nanoseconds since 1970; negated if the file had changed less than two seconds before it was
 *       noted: it may have changed again without a new time; or if nothing else tells that it is to be stored
 * </pre>
 */
public final class IdentityRecord implements Closeable {
    private static final long RECENT = 2_000_000_000L;
    private static final int LONGEST_NAME = 1 << 20;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final long now;
    private Noted ahead;
    private long readBytes;
    private volatile long notedBytes;
    private volatile long passedBytes;

    private record Noted(EntryName name, long size, long inode, long changeTime) {
    }

    /**
     * @param before what was noted by the set the chain ends with; null or missing if nothing is known
     * @param after  takes what is noted now; made new
     * @param now    nanoseconds since 1970 when the walk begins
     */
    public IdentityRecord(Path before, Path after, long now) throws IOException {
        this.now = now;
        this.in = before != null && Files.exists(before) ? open(before) : null;
        this.out = new DataOutputStream(new BufferedOutputStream(new FastGzip(new WorkFile(after)), 1 << 16));
    }

    /** The record; null if it is none. */
    private static DataInputStream open(Path record) throws IOException {
        InputStream file = Files.newInputStream(record);
        try {
            return new DataInputStream(new BufferedInputStream(new GZIPInputStream(file)));
        } catch (EOFException | ZipException e) {
            file.close();
            return null;
        }
    }

    /** gzip that costs next to nothing: the record is local and read once. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(java.io.OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    /** What the record says of a file whose archived metadata did not change. */
    enum Verdict {
        /** It is the very file, untouched. */
        SAME,
        /** It was touched; only its content can tell. */
        TOUCHED,
        /** Nothing is known of it. */
        UNKNOWN
    }

    /** Compares a file; to be asked in archive order. */
    Verdict compare(SourceEntry file) {
        Noted noted = find(file.name());
        if (noted == null) {
            return Verdict.UNKNOWN;
        }
        boolean same = noted.size() == file.entry().size() && noted.inode() == file.inode()
                && noted.changeTime() == file.changeTime();
        return same ? Verdict.SAME : Verdict.TOUCHED;
    }

    /**
     * Notes a file for the next backup; in archive order. Other entries are left out.
     *
     * @param sound whether the archive has its content; if that is not certain, the next backup looks again
     */
    void note(SourceEntry file, boolean sound) throws IOException {
        if (file.entry().isFile()) {
            notedBytes += file.entry().size(); // one thread writes
            boolean reached = find(file.name()) != null;
            passedBytes = readBytes - (reached || ahead == null ? 0 : ahead.size());
            byte[] name = file.name().toBytes();
            out.writeInt(name.length);
            out.write(name);
            out.writeLong(file.entry().size());
            out.writeLong(file.inode());
            out.writeLong(!sound || now - file.changeTime() < RECENT ? -file.changeTime() : file.changeTime());
        }
    }

    private Noted find(EntryName name) {
        try {
            while (in != null && (ahead == null || ahead.name().compareTo(name) < 0)) {
                ahead = read();
                if (ahead == null) {
                    return null;
                }
                readBytes += ahead.size();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ahead != null && ahead.name().equals(name) ? ahead : null;
    }

    /** A record cut short, by a full disk say, is as good as its beginning. */
    private Noted read() throws IOException {
        try {
            int length = in.readInt();
            if (length < 0 || length > LONGEST_NAME) {
                return null;
            }
            byte[] name = in.readNBytes(length);
            return new Noted(EntryName.of(name), in.readLong(), in.readLong(), in.readLong());
        } catch (EOFException | ZipException e) {
            return null;
        }
    }

    /** The sizes of all files noted so far, as the file system told them. Any thread may ask. */
    long notedBytes() {
        return notedBytes;
    }

    /**
     * The sizes that the record from before has of the files up to the one noted last; without one they are taken for unchanged. Any
     * thread may ask.
     */
    long passedBytes() {
        return in == null ? notedBytes : passedBytes;
    }

    /** Ends the new record, which is whole only after this. */
    @Override
    public void close() throws IOException {
        out.close();
        if (in != null) {
            in.close();
        }
    }
}
