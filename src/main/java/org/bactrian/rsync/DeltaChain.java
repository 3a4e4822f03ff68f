package org.bactrian.rsync;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Composes deltas (spec 4.3), each against the result of the one before, so that a file which comes from a base and many
 * increments is written once. Copies are followed back to the base and to the literals, which are spooled; a file is a
 * list of ranges of those.
 *
 * <p>A range takes 16 bytes of memory. When there are too many (a damaged delta can make a copy of a copy of a copy, and a
 * huge file may be changed in a million places) the file as it is so far is written to a spool of its own, which is the base
 * from then on. So memory is bounded whatever the deltas say. Not thread-safe.
 */
public final class DeltaChain implements Closeable {
    /** 16 MiB for the ranges of a file, and as much for those of the next while it is composed. */
    private static final int MAX_RANGES = 1 << 20;
    private static final int BUFFER = 1 << 16;
    /** For the small files, of which there are most. */
    private static final int SMALL_BUFFER = 1 << 11;
    /** Marks a source that is a place among the literals; no place in a base has this bit ({@link DeltaReader#MAX_FILE}). */
    private static final long IN_LITERALS = 1L << 62;

    private final Spool.Source spools;
    private final int maxRanges;
    private byte[] buffer = new byte[SMALL_BUFFER];
    private RandomInput base;
    /** The base if there is but a stream of it, else null. */
    private final StreamedBase stream;
    /** The copy that reaches furthest into that, which cannot be judged before its end; null if none was made. */
    private Reach furthest;
    private boolean changed;
    /** The base if it is one of our own making, else null. */
    private Spool ownBase;
    /** Null until there is a literal. */
    private Spool literals;
    private RangeList file;

    /**
     * @param base   the file that the first delta is for; must not change or be closed before this is
     * @param spools gives the places for literals, one or rarely two at a time; closed by this
     */
    public DeltaChain(RandomInput base, Spool.Source spools) throws IOException {
        this(base, spools, MAX_RANGES);
    }

    /**
     * As the other, with a base that can be read once from its start to its end. It is spooled only if the deltas take much of it in
     * another order, so the file can be written only once, and what a delta takes beyond its end may be found only then.
     *
     * @param base not closed
     */
    public DeltaChain(InputStream base, Spool.Source spools) {
        this(base, spools, MAX_RANGES);
    }

    /** As the other, with the number of ranges from which on they are written out. */
    DeltaChain(RandomInput base, Spool.Source spools, int maxRanges) throws IOException {
        this.base = base;
        this.stream = null;
        this.spools = spools;
        this.maxRanges = maxRanges;
        this.file = whole(base.length());
    }

    DeltaChain(InputStream base, Spool.Source spools, int maxRanges) {
        this.stream = new StreamedBase(base, spools);
        this.base = stream;
        this.spools = spools;
        this.maxRanges = maxRanges;
        this.file = whole(DeltaReader.MAX_FILE);
    }

    /** How far a delta reaches into the base. */
    private record Reach(DeltaReader reader, long start, long length) {
        boolean isFurtherThan(Reach other) {
            return other == null || start + length > other.start + other.length;
        }

        void check(long baseLength) {
            reader.checkCopy(start, length, baseLength);
        }
    }

    /**
     * Adds the next delta. After an exception the chain is as it was before.
     *
     * @param delta the delta and nothing else; read to its end, not closed
     * @param what  what it is, for messages; its text is asked for only then
     * @throws org.bactrian.error.BactrianException of kind GENERAL, naming the delta, if it is damaged or asks for bytes
     *         that the file before it does not have
     */
    public void add(InputStream delta, Object what) throws IOException {
        DeltaReader reader = new DeltaReader(delta, what);
        Reach before = furthest;
        try (Result result = new Result()) {
            int range = 0;
            for (DeltaReader.Command command; (command = reader.next()) != DeltaReader.Command.END;) {
                if (command == DeltaReader.Command.LITERAL) {
                    addLiteral(reader, result);
                } else {
                    check(reader);
                    range = addCopy(reader.start(), reader.length(), range, result);
                }
            }
            result.accept();
            before = furthest;
            changed = true;
        } finally {
            furthest = before;
        }
    }

    private void check(DeltaReader reader) throws IOException {
        if (changed || stream == null) {
            reader.checkCopy(file.length());
        } else if (stream.isSpooled()) {
            reader.checkCopy(stream.length());
        } else {
            Reach reach = new Reach(reader, reader.start(), reader.length());
            furthest = reach.isFurtherThan(furthest) ? reach : furthest;
        }
    }

    /**
     * How long the file is after the deltas so far; of a base that is a stream nobody knows before there is one. Hostile deltas of a few bytes can make it astronomical: compare it with
     * the room there is before it is written.
     */
    public long resultLength() {
        return file.length();
    }

    /**
     * Writes the file as it is after the deltas so far.
     *
     * @param out neither flushed nor closed
     * @return how many bytes were written: {@link #resultLength}
     */
    public long writeTo(OutputStream out) throws IOException {
        boolean streaming = stream != null && base == stream && !stream.isSpooled();
        if (streaming && !canStream()) {
            spoolBase();
            streaming = false;
        }
        try {
            writeRanges(out);
        } catch (EOFException e) {
            if (streaming && stream.isAtEnd()) {
                furthest.check(stream.length());
            }
            throw e;
        }
        if (streaming && furthest != null) {
            furthest.check(stream.length());
        }
        return file.length();
    }

    /** Whether the base can be taken as it comes: in its order, but for a little that is kept. */
    private boolean canStream() {
        Optional<KeptPieces> pieces = changed ? KeptPieces.of(file, IN_LITERALS) : Optional.empty();
        pieces.ifPresent(stream::keep);
        return pieces.isPresent();
    }

    private void spoolBase() throws IOException {
        stream.spool();
        if (furthest != null) {
            furthest.check(stream.length());
        }
        if (!changed) {
            file = whole(stream.length());
        }
    }

    private void writeRanges(OutputStream out) throws IOException {
        for (int range = 0; range < file.count(); range++) {
            copy(file.source(range), file.end(range) - file.start(range), out);
        }
    }

    /** Closes the spools; the base is the caller's. */
    @Override
    public void close() throws IOException {
        try (Spool one = literals; Spool other = ownBase; StreamedBase last = stream) {
            literals = null;
            ownBase = null;
        }
    }

    private void addLiteral(DeltaReader reader, Result result) throws IOException {
        if (literals == null) {
            literals = spools.open();
        }
        long source = IN_LITERALS | literals.length();
        byte[] bytes = buffer(reader.length());
        for (int count; (count = reader.readLiteral(bytes, 0, bytes.length)) >= 0;) {
            literals.append(bytes, 0, count);
        }
        result.append(source, reader.length());
    }

    /** Follows a copy to where its bytes come from, and tells in which range of the file it ended. */
    private int addCopy(long start, long length, int guess, Result result) throws IOException {
        int range = file.find(start, guess);
        long end = start + length;
        for (long at = start;; range++) {
            long stop = Math.min(end, file.end(range));
            result.append(file.source(range) + at - file.start(range), stop - at);
            if (stop == end) {
                return range;
            }
            at = stop;
        }
    }

    private void copy(long source, long length, OutputStream out) throws IOException {
        if ((source & IN_LITERALS) == 0) {
            Patch.copy(base, source, length, out, buffer(length));
        } else {
            Patch.copy(literals, source & ~IN_LITERALS, length, out, buffer(length));
        }
    }

    /** Grows with what there is to copy. */
    private byte[] buffer(long length) {
        if (length > buffer.length && buffer.length < BUFFER) {
            buffer = new byte[BUFFER];
        }
        return buffer;
    }

    private RangeList whole(long length) {
        RangeList list = new RangeList(maxRanges);
        if (length > 0) {
            list.append(0, length);
        }
        return list;
    }

    /** The file that a delta makes: ranges, or, once there are too many, bytes. Closed without being accepted it is nothing. */
    private final class Result implements Closeable {
        private final RangeList ranges = new RangeList(maxRanges);
        private Spool bytes;

        void append(long source, long length) throws IOException {
            if (bytes == null) {
                if (ranges.append(source, length)) {
                    return;
                }
                if (base == stream) {
                    spoolBase();
                }
                bytes = spools.open();
                for (int range = 0; range < ranges.count(); range++) {
                    write(ranges.source(range), ranges.end(range) - ranges.start(range));
                }
            }
            write(source, length);
        }

        /** Makes this the chain's file. */
        void accept() throws IOException {
            if (bytes == null) {
                file = ranges;
                return;
            }
            try (Spool oldLiterals = literals; Spool oldBase = ownBase) {
                file = whole(bytes.length());
                base = bytes;
                ownBase = bytes;
                literals = null;
                bytes = null;
            }
        }

        @Override
        public void close() throws IOException {
            if (bytes != null) {
                bytes.close();
            }
        }

        private void write(long source, long length) throws IOException {
            copy(source, length, new SpoolOutput(bytes));
        }
    }

    /** Lets a spool take what is copied. */
    private static final class SpoolOutput extends OutputStream {
        private final Spool spool;

        SpoolOutput(Spool spool) {
            this.spool = spool;
        }

        @Override
        public void write(int b) throws IOException {
            spool.append(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            spool.append(bytes, offset, count);
        }
    }
}
