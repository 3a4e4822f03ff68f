package org.bactrian.backup;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.bactrian.chain.FileChange;
import org.bactrian.chain.archive.WorkFile;
import org.bactrian.source.EntryName;

/**
 * The names of changed regular files, which stand at the end of the manifest (spec 2.1): kept in a file, because there
 * may be millions. Written by one thread, then read.
 *
 * <pre>
 * size  each record
 *    1  ordinal of {@link FileChange.Mark}
 *    4  length of the name, big-endian
 *    n  the name
 * </pre>
 */
final class FileList implements Closeable {
    private final Path file;
    private final WorkFile work;
    private final DataOutputStream out;
    private long count;

    /**
     * @param file  made, or gone on with
     * @param bytes how many of its bytes stay
     * @param lines how many lines these are
     */
    FileList(Path file, long bytes, long lines) {
        this.file = file;
        this.work = new WorkFile(file, bytes);
        this.out = new DataOutputStream(new BufferedOutputStream(work));
        this.count = lines;
    }

    /** Whether a file is exactly so many lines. */
    static boolean isWhole(Path file, long lines) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (long line = 0; line < lines; line++) {
                int mark = in.readByte();
                int length = in.readInt();
                if (mark < 0 || mark >= FileChange.Mark.values().length || length < 0) {
                    return false;
                }
                in.skipNBytes(length);
            }
            return in.read() < 0;
        } catch (EOFException e) {
            return false;
        }
    }

    void add(FileChange.Mark mark, EntryName name) throws IOException {
        byte[] bytes = name.toBytes();
        out.writeByte(mark.ordinal());
        out.writeInt(bytes.length);
        out.write(bytes);
        count++;
    }

    /** Writes out what is buffered. @return the file's length */
    long cut() throws IOException {
        out.flush();
        return work.length();
    }

    /** Brings what was cut to the disk. */
    void sync() {
        work.sync();
    }

    /** The number of lines. */
    long count() {
        return count;
    }

    /** Reads all lines back, in order; nothing may be added any more. */
    Iterator<FileChange> lines() throws IOException {
        out.flush();
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        return new Iterator<>() {
            private long left = count;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public FileChange next() {
                if (left-- <= 0) {
                    throw new NoSuchElementException();
                }
                try {
                    FileChange.Mark mark = FileChange.Mark.values()[in.readByte()];
                    byte[] name = new byte[in.readInt()];
                    in.readFully(name);
                    if (left == 0) {
                        in.close();
                    }
                    return new FileChange(mark, EntryName.of(name));
                } catch (EOFException e) {
                    throw new UncheckedIOException("the file list was cut short", e);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
