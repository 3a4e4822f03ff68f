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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.bactrian.chain.archive.WorkFile;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;
import org.bactrian.source.SourceEntry;

/**
 * What every entry was when it was stored, kept beside the cached signatures. With it a change is found that kept the second of the
 * modification time, which the archive alone cannot tell (spec 8.2, 13); and where all is as it was, the signatures need not be read at
 * all. It is a hint: without it a backup finds what duplicity finds. Read and written in archive order, as two streams.
 *
 * <pre>
 * size
 *    1  2 if the chain has exactly the entries that follow, each as the last run read it; 1 if that is not sure, because something
 *       could not be read
 * then gzip of, for each entry, numbers big-endian:
 *    4  length n of the name
 *    n  the name
 *    8  size in bytes
 *    8  inode
 *    8  change time in nanoseconds since 1970; negated if the entry had changed less than two seconds before it was
 *       noted: it may have changed again without a new time; or if nothing else tells that it is to be stored
 *    8  modification time in seconds since 1970
 *    8  user id
 *    8  group id
 *    4  permission bits, with the number of the type of {@link EntryType} from bit 16 on
 * </pre>
 */
public final class IdentityRecord implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final long RECENT = 2_000_000_000L;
    private static final int LONGEST_NAME = 1 << 20;
    private static final int UNSURE = 1;
    private static final int EXACT = 2;
    private static final int TYPE_SHIFT = 16;

    private final Path after;
    private final DataInputStream in;
    private final boolean exact;
    private final DataOutputStream out;
    private final long now;
    private Noted ahead;
    private boolean ended;
    private long readBytes;
    private volatile long notedBytes;
    private volatile long doneBytes;

    private record Noted(EntryName name, long size, long inode, long changeTime, long mtime, long uid, long gid, int kind) {
        long fileSize() {
            return kind >> TYPE_SHIFT == EntryType.FILE.ordinal() ? size : 0;
        }

        boolean isContentOf(SourceEntry source) {
            return size == source.entry().size() && inode == source.inode() && changeTime == source.changeTime();
        }

        boolean isMetadataOf(Entry entry) {
            return mtime == entry.mtime() && uid == entry.uid() && gid == entry.gid() && kind == kindOf(entry);
        }

        static int kindOf(Entry entry) {
            return entry.mode() | entry.type().ordinal() << TYPE_SHIFT;
        }
    }

    /**
     * @param before what was noted by the set the chain ends with; null or missing if nothing is known
     * @param after  takes what is noted now; made new
     * @param now    nanoseconds since 1970 when the walk begins
     */
    public IdentityRecord(Path before, Path after, long now) throws IOException {
        this.now = now;
        this.after = after;
        InputStream file = before != null && Files.exists(before) ? Files.newInputStream(before) : InputStream.nullInputStream();
        int sureness = file.read();
        this.in = sureness == UNSURE || sureness == EXACT ? open(file) : null;
        this.exact = in != null && sureness == EXACT;
        this.ended = in == null;
        if (in == null) {
            file.close();
        }
        WorkFile work = new WorkFile(after);
        work.write(UNSURE);
        this.out = new DataOutputStream(new BufferedOutputStream(new FastGzip(work), BUFFER));
    }

    /** The record in a file; null if it is none. */
    private static DataInputStream open(InputStream file) throws IOException {
        try {
            return new DataInputStream(new BufferedInputStream(new GZIPInputStream(new BufferedInputStream(file, BUFFER), BUFFER), BUFFER));
        } catch (EOFException | ZipException e) {
            return null;
        }
    }

    /** gzip that costs next to nothing: the record is local and read once. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(java.io.OutputStream out) throws IOException {
            super(out, BUFFER);
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
        return noted.isContentOf(file) ? Verdict.SAME : Verdict.TOUCHED;
    }

    /** Whether what the chain has is known from this record alone, name by name. */
    boolean isExact() {
        return exact;
    }

    /** The lowest name that was neither given to {@link #proves} with success nor passed; null at the end. */
    EntryName peek() {
        if (ahead == null && !ended) {
            advance();
        }
        return ahead == null ? null : ahead.name();
    }

    /** Whether an entry is the next in the record, and in everything what it was; then it is passed. */
    boolean proves(SourceEntry entry) {
        EntryName name = peek();
        if (name == null || !name.equals(entry.name()) || entry.state() != SourceEntry.State.READABLE || !ahead.isContentOf(entry)
                || !ahead.isMetadataOf(entry.entry())) {
            return false;
        }
        advance();
        return true;
    }

    /** Leaves a name behind, and those before it. */
    void pass(EntryName name) {
        for (EntryName next = peek(); next != null && next.compareTo(name) <= 0; next = peek()) {
            advance();
        }
    }

    /**
     * Notes an entry for the next backup; in archive order.
     *
     * @param sound whether the archive has its content; if that is not certain, the next backup looks again
     */
    void note(SourceEntry source, boolean sound) throws IOException {
        Entry entry = source.entry();
        if (entry.isFile()) {
            notedBytes += entry.size(); // one thread writes
        }
        byte[] name = source.name().toBytes();
        out.writeInt(name.length);
        out.write(name);
        out.writeLong(entry.size());
        out.writeLong(source.inode());
        out.writeLong(!sound || now - source.changeTime() < RECENT ? -source.changeTime() : source.changeTime());
        out.writeLong(entry.mtime());
        out.writeLong(entry.uid());
        out.writeLong(entry.gid());
        out.writeInt(Noted.kindOf(entry));
    }

    private Noted find(EntryName name) {
        for (EntryName next = peek(); next != null && next.compareTo(name) < 0; next = peek()) {
            advance();
        }
        return ahead != null && ahead.name().equals(name) ? ahead : null;
    }

    private void advance() {
        try {
            ahead = read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ended = ahead == null;
        readBytes += ended ? 0 : ahead.fileSize();
    }

    /** A record cut short, by a full disk say, is as good as its beginning. */
    private Noted read() throws IOException {
        try {
            int length = in.readInt();
            if (length < 0 || length > LONGEST_NAME) {
                return null;
            }
            byte[] name = in.readNBytes(length);
            return new Noted(EntryName.of(name), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong(), in.readLong(),
                    in.readInt());
        } catch (EOFException | ZipException e) {
            return null;
        }
    }

    /** The sizes of all files noted so far, as the file system told them. Any thread may ask. */
    long notedBytes() {
        return notedBytes;
    }

    /** The sizes that the record from before has of the files it has passed. */
    long passedBytes() {
        return readBytes - (ahead == null ? 0 : ahead.fileSize());
    }

    /** Takes how much of that belongs to what is done with; the record is read ahead of that. */
    void done(long passed) {
        doneBytes = passed;
    }

    /**
     * The sizes that the record from before has of the files that are done with; without one they are taken for unchanged. Any thread
     * may ask.
     */
    long doneBytes() {
        return in == null ? notedBytes : doneBytes;
    }

    /**
     * Ends the new record.
     *
     * @param exactly whether the chain will have exactly the entries noted
     */
    void finish(boolean exactly) throws IOException {
        close();
        if (exactly) {
            try (FileChannel file = FileChannel.open(after, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.wrap(new byte[] {EXACT}), 0);
            }
        }
    }

    /** Closes both; the new one is whole only after {@link #finish}. */
    @Override
    public void close() throws IOException {
        out.close();
        if (in != null) {
            in.close();
        }
    }
}
