package org.bactrian.chain.archive;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that is not there until it is whole: written under another name, then synced and renamed. One thread.
 */
public final class PendingFile extends FilterOutputStream {
    private final FileChannel channel;
    private final Path pending;
    private final Path target;
    private boolean committed;
    private boolean closed;

    private PendingFile(OutputStream out, FileChannel channel, Path pending, Path target) {
        super(out);
        this.channel = channel;
        this.pending = pending;
        this.target = target;
    }

    static PendingFile begin(Path folder, String name) throws IOException {
        Path target = child(folder, name);
        Path pending = Files.createTempFile(folder, ArchiveDirectory.PENDING, ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        FileChannel channel = FileChannel.open(pending, StandardOpenOption.WRITE);
        return new PendingFile(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), channel, pending, target);
    }

    /** @throws IllegalArgumentException if the name leads out of the folder */
    static Path child(Path folder, String name) {
        if (name.isEmpty() || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0 || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("not a file name: " + name);
        }
        return folder.resolve(name);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
    }

    /** Syncs what is written and gives it its name, in the place of an older file. The stream takes nothing more after this. */
    public void commit() throws IOException {
        if (committed || closed) {
            throw new IOException("the file " + target + " is finished already");
        }
        out.flush();
        channel.force(true);
        channel.close();
        Files.move(pending, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        committed = true;
        syncFolder();
    }

    private void syncFolder() throws IOException {
        try (FileChannel folder = FileChannel.open(target.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /** Ends the writing; without {@link #commit} nothing stays. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        channel.close();
        if (!committed) {
            Files.deleteIfExists(pending);
        }
    }
}
