package org.bactrian.restore;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.RunLog;
import org.bactrian.posix.Folder;
import org.bactrian.posix.NewFile;
import org.bactrian.posix.NoSpaceException;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;
import org.bactrian.source.RawPath;

/**
 * Makes a tree from entries in archive order. Nothing appears under its name before it is whole: a file is written under
 * a temporary name, gets owner, mode and time, and is renamed. A folder is private while it is being filled and gets its
 * attributes when it is left. Nothing below the target is reached through a symbolic link. Small files are made by several
 * threads; what they are made of, and everything else, by the one that calls. Not thread-safe.
 */
public final class TreeWriter implements Closeable {
    private static final byte[] TEMPORARY = TemporaryNames.FIRST;

    private final Path target;
    private final Attributes attributes;
    private final RunLog log;
    private final Set<EntryName> revisited;
    /** What the archive says of those. */
    private final Map<EntryName, Entry> described = new HashMap<>();
    private final Deque<OpenFolder> open = new ArrayDeque<>();
    private final FileWriters writers;
    private final FileBody body = new FileBody();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    /** What makes going on senseless, met by one of the threads. */
    private volatile NoSpaceException full;

    /**
     * @param target    what the root entry becomes; its parent folder must exist
     * @param ownership who shall own what is made; null to leave all to the user who runs this
     * @param revisited folders that may be entered again after they were left, in whatever order; if there are any, threads is 1
     * @param log       takes a line for each entry that could not be made; from several threads
     * @param threads   how many make small files; 0 for as many as there are processors, 1 to do everything in turn
     */
    public TreeWriter(Path target, Ownership ownership, Set<EntryName> revisited, RunLog log, int threads) {
        this.target = target.toAbsolutePath();
        this.revisited = revisited;
        this.attributes = new Attributes(ownership);
        this.log = log;
        this.writers = new FileWriters(threads);
    }

    /**
     * Makes one entry; what goes wrong with it alone is said and counted, and the work goes on.
     *
     * @param entry   named relative to the root of what is restored, later in archive order than the one before but where a folder
     *                is entered again
     * @param content for a regular file, else null
     * @throws BactrianException if going on makes no sense: no space left, or damage in the archive
     */
    public void write(Entry entry, Content content) {
        checkSpace(entry.name());
        try {
            leaveUntil(entry.name().isRoot() ? null : entry.name().parent());
            make(entry, content);
        } catch (IOException e) {
            fail(entry.name(), e);
        }
        checkSpace(entry.name());
    }

    private void checkSpace(EntryName name) {
        NoSpaceException reason = full;
        if (reason != null) {
            throw new BactrianException(ErrorKind.STORE_NO_SPACE, "No space left to restore " + name,
                    written + " entries are whole and in place; make room and restore again", reason);
        }
    }

    private void fail(EntryName name, IOException e) {
        if (e instanceof NoSpaceException reason) {
            full = reason;
            return;
        }
        failed.incrementAndGet();
        log.say(Level.WARNING, Code.WARNING_CANNOT_PROCESS, "", "Error restoring " + name + ": " + reason(e));
    }

    /** The number of entries made; of all after {@link #close}. */
    public long written() {
        return written.get();
    }

    /** The number of entries that could not be made, or not with all their attributes; of all after {@link #close}. */
    public long failed() {
        return failed.get();
    }

    /** Waits for all that was begun and leaves all folders, which gives them their attributes. */
    @Override
    public void close() {
        try (writers) {
            while (!open.isEmpty()) {
                leave(open.pop());
            }
        }
        checkSpace(EntryName.ROOT);
    }

    private void make(Entry entry, Content content) throws IOException {
        if (entry.name().isRoot()) {
            makeRoot(entry, content);
        } else {
            if (open.isEmpty()) {
                enterRoot(null);
            }
            enterMissingParents(entry.name().parent());
            make(open.peek(), entry.name().lastComponent(), entry, content);
        }
    }

    private void makeRoot(Entry entry, Content content) throws IOException {
        if (entry.type() == EntryType.DIRECTORY) {
            enterRoot(entry);
            return;
        }
        if (Files.isDirectory(target, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(target); // an empty folder gives way to a single file (spec 7.6); a full one was refused before
        }
        OpenFolder parent = new OpenFolder(EntryName.ROOT, openParent(), null);
        try {
            TemporaryNames.clean(parent.folder());
            make(parent, RawPath.nameBytes(target), entry, content);
        } finally {
            leave(parent);
        }
    }

    private void enterRoot(Entry entry) throws IOException {
        boolean existed = Files.isDirectory(target);
        if (!existed) {
            try (Folder parent = openParent()) {
                parent.makeFolder(RawPath.nameBytes(target));
            }
        }
        Folder root = Folder.open(RawPath.bytes(target), target.toString());
        open.push(new OpenFolder(EntryName.ROOT, root, entry));
        if (existed) {
            TemporaryNames.clean(root);
        }
        written.addAndGet(entry == null ? 0 : 1);
    }

    private Folder openParent() throws IOException {
        return Folder.open(RawPath.bytes(target.getParent()), target.getParent().toString());
    }

    /** Folders of which the archive says nothing come up when a single path is restored, or when an archive is damaged. */
    private void enterMissingParents(EntryName parent) throws IOException {
        OpenFolder top = open.peek();
        if (!top.name().equals(parent)) {
            enterMissingParents(parent.parent());
            enter(parent, null);
        }
    }

    private void make(OpenFolder folder, byte[] name, Entry entry, Content content) throws IOException {
        switch (entry.type()) {
            case DIRECTORY -> enter(entry.name(), entry);
            case FILE -> makeFile(folder, name, entry, content);
            default -> makeNode(folder.folder(), name, entry);
        }
    }

    private void enter(EntryName name, Entry entry) throws IOException {
        Folder parent = open.peek().folder();
        byte[] component = name.lastComponent();
        try {
            parent.makeFolder(component);
        } catch (FileAlreadyExistsException e) {
            reuse(parent, component);
        }
        if (entry != null && revisited.contains(name)) {
            described.put(name, entry);
        }
        open.push(new OpenFolder(name, parent.openFolder(component), entry == null ? described.get(name) : entry));
        written.addAndGet(entry == null ? 0 : 1);
    }

    /** With --force a folder may be there; anything else in its place is removed, a link too rather than followed. */
    private static void reuse(Folder parent, byte[] component) throws IOException {
        try (Folder existing = parent.openPrivate(component)) {
            TemporaryNames.clean(existing);
        } catch (NotDirectoryException e) {
            parent.remove(component);
            parent.makeFolder(component);
        }
    }

    /** Reads the content; if it is small, the file is made while the next entries are read. */
    private void makeFile(OpenFolder in, byte[] name, Entry entry, Content content) throws IOException {
        body.begin(in.folder());
        try (ScratchFiles scratch = new ScratchFiles(in.folder())) {
            content.writeTo(body, scratch);
            body.flush();
        } catch (IOException | RuntimeException e) {
            giveUp(in.folder());
            throw e;
        }
        if (body.file() != null) {
            finish(in.folder(), body.file(), TEMPORARY, name, entry);
            return;
        }
        byte[] bytes = body.toBytes();
        in.use();
        writers.run(bytes.length, temporary -> makeSmall(in, temporary, name, entry, bytes));
    }

    private void giveUp(Folder folder) throws IOException {
        try (NewFile unfinished = body.file()) {
            if (unfinished != null) {
                folder.remove(TEMPORARY);
            }
        }
    }

    private void makeSmall(OpenFolder in, byte[] temporary, byte[] name, Entry entry, byte[] bytes) {
        try {
            NewFile file = in.folder().makeFile(temporary);
            try {
                file.write(bytes, 0, bytes.length);
            } catch (IOException e) {
                try (file) {
                    in.folder().remove(temporary);
                }
                throw e;
            }
            finish(in.folder(), file, temporary, name, entry);
        } catch (IOException e) {
            fail(entry.name(), e);
        } finally {
            leave(in);
        }
    }

    /** Gives a file that is written its attributes and its name. */
    private void finish(Folder folder, NewFile file, byte[] temporary, byte[] name, Entry entry) throws IOException {
        try {
            try (file) {
                attributes.apply(entry, file);
            }
            folder.rename(temporary, name);
            written.incrementAndGet();
        } catch (IOException e) {
            folder.remove(temporary);
            throw e;
        }
    }

    private void makeNode(Folder folder, byte[] name, Entry entry) throws IOException {
        folder.remove(TEMPORARY);
        switch (entry.type()) {
            case SYMLINK -> folder.makeSymlink(TEMPORARY, entry.linkTarget());
            case FIFO -> folder.makeFifo(TEMPORARY);
            case CHARACTER_DEVICE, BLOCK_DEVICE -> folder.makeDevice(TEMPORARY,
                    entry.type() == EntryType.CHARACTER_DEVICE, entry.deviceMajor(), entry.deviceMinor());
            default -> throw new IOException("an archive cannot hold a " + entry.type().label());
        }
        try {
            attributes.apply(entry, folder, TEMPORARY);
            folder.rename(TEMPORARY, name);
            written.incrementAndGet();
        } catch (IOException e) {
            folder.remove(TEMPORARY);
            throw e;
        }
    }

    private void leaveUntil(EntryName parent) {
        while (!open.isEmpty() && (parent == null || !parent.startsWith(open.peek().name()))) {
            leave(open.pop());
        }
    }

    /** Lets a folder go; the last to do so gives it its attributes. */
    private void leave(OpenFolder left) {
        if (!left.release()) {
            return;
        }
        try (Folder folder = left.folder()) {
            if (left.entry() != null) {
                attributes.apply(left.entry(), folder);
            }
        } catch (IOException e) {
            failed.incrementAndGet();
            log.say(Level.WARNING, Code.WARNING_CANNOT_PROCESS, "",
                    "Error setting attributes of " + left.name() + ": " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.FileSystemException f && f.getReason() != null ? f.getReason() : e.toString();
    }
}
