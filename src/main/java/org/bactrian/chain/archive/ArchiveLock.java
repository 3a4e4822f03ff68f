package org.bactrian.chain.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The lock on an archive directory: a POSIX (fcntl) write lock on {@code lockfile}, as duplicity takes it (spec 6), so the two
 * exclude each other. The system frees it when the process ends, however it ends. Closing it frees it; the file stays, for
 * deleting it would open a gap. POSIX locks belong to the process and are lost when it closes <em>any</em> descriptor of the
 * file; so what this process holds is kept in a list, and a file on it is not even opened.
 */
public final class ArchiveLock implements AutoCloseable {
    private static final String FILE = "lockfile";
    private static final int ATTEMPTS = 10;
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final Path file;

    private ArchiveLock(FileChannel channel, Path file) {
        this.channel = channel;
        this.file = file;
    }

    /** @throws BactrianException USER_ERROR if it is taken, BAD_ARCHIVE_DIR if the file cannot be made */
    static ArchiveLock take(Path folder) {
        try {
            Path file = folder.toRealPath().resolve(FILE);
            if (!HELD.add(file)) {
                throw taken(folder);
            }
            FileChannel channel = null;
            try {
                channel = lockedChannel(file);
            } finally {
                if (channel == null) {
                    HELD.remove(file);
                }
            }
            if (channel == null) {
                throw taken(folder);
            }
            return new ArchiveLock(channel, file);
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.BAD_ARCHIVE_DIR, "The lock in " + folder + " cannot be taken: "
                    + (e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage()),
                    "Check the permissions of the archive directory, and the room on its disk.", e);
        }
    }

    /** Null if another process has it. */
    private static FileChannel lockedChannel(Path file) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            FileChannel channel = FileChannel.open(file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            boolean done = false;
            try {
                if (channel.tryLock() == null) {
                    return null;
                }
                if (isStill(file, channel)) {
                    done = true;
                    return channel;
                }
            } finally {
                if (!done) {
                    channel.close();
                }
            }
        }
        return null;
    }

    /**
     * Whether the locked file is still the one under that name: duplicity deletes the file when it ends, and what we opened just
     * before has no name then. Told by a size that no other process gives it, since Java cannot ask for an open file's identity.
     */
    private static boolean isStill(Path file, FileChannel channel) throws IOException {
        long mark = ProcessHandle.current().pid();
        channel.write(ByteBuffer.wrap(new byte[1]), mark);
        try {
            return Files.size(file) == mark + 1;
        } catch (NoSuchFileException e) {
            return false;
        } finally {
            channel.truncate(0);
        }
    }

    private static BactrianException taken(Path folder) {
        return new BactrianException(ErrorKind.USER_ERROR, "Another duplicity instance is already running with this archive directory",
                "Wait until it has ended, or give another archive directory; this one is " + folder + ".");
    }

    /** Frees the lock. Doing it again does nothing. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            HELD.remove(file);
        }
    }
}
