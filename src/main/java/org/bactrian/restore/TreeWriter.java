package org.bactrian.restore;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;
import org.bactrian.log.Code;
import org.bactrian.log.Level;
import org.bactrian.log.RunLog;
import org.bactrian.posix.Folder;
import org.bactrian.posix.NewFile;
import org.bactrian.posix.NoSpaceException;
import org.bactrian.rsync.Spool;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;
import org.bactrian.source.EntryType;
import org.bactrian.source.RawPath;

/**
 * Makes a tree from entries in archive order. Nothing appears under its name before it is whole: a file is written under
 * a temporary name, gets owner, mode and time, and is renamed. A folder is private while it is being filled and gets its
 * attributes when it is left. Nothing below the target is reached through a symbolic link. Not thread-safe.
 */
public final class TreeWriter implements Closeable {
    private static final byte[] TEMPORARY = ".bactrian-restoring".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SCRATCH = ".bactrian-scratch".getBytes(StandardCharsets.US_ASCII);
    private static final int SET_IDS = 06000;

    private final Path target;
    private final Attributes attributes;
    private final RunLog log;
    private final Set<EntryName> revisited;
    /** What the archive says of those. */
    private final Map<EntryName, Entry> described = new HashMap<>();
    private final Deque<OpenFolder> open = new ArrayDeque<>();
    private long written;
    private long failed;

    /** A folder that is being filled. {@code entry} is null if the archive does not describe it. */
    private record OpenFolder(EntryName name, Folder folder, Entry entry) {
    }

    /**
     * @param target    what the root entry becomes; its parent folder must exist
     * @param ownership who shall own what is made; null to leave all to the user who runs this
     * @param revisited folders that may be entered again after they were left, in whatever order; small
     * @param log       takes a line for each entry that could not be made
     */
    public TreeWriter(Path target, Ownership ownership, Set<EntryName> revisited, RunLog log) {
        this.target = target.toAbsolutePath();
        this.revisited = revisited;
        this.attributes = new Attributes(ownership);
        this.log = log;
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
        try {
            leaveUntil(entry.name().isRoot() ? null : entry.name().parent());
            make(entry, content);
            written++;
        } catch (NoSpaceException e) {
            throw new BactrianException(ErrorKind.STORE_NO_SPACE, "No space left to restore " + entry.name(),
                    written + " entries are whole and in place; make room and restore again", e);
        } catch (IOException e) {
            failed++;
            log.say(Level.WARNING, Code.WARNING_CANNOT_PROCESS, "",
                    "Error restoring " + entry.name() + ": " + reason(e));
        }
    }

    /** The number of entries made. */
    public long written() {
        return written;
    }

    /** The number of entries that could not be made, or not with all their attributes. */
    public long failed() {
        return failed;
    }

    /** Leaves all folders, which gives them their attributes. */
    @Override
    public void close() {
        while (!open.isEmpty()) {
            leave();
        }
    }

    private void make(Entry entry, Content content) throws IOException {
        if (entry.name().isRoot()) {
            makeRoot(entry, content);
        } else {
            if (open.isEmpty()) {
                enterRoot(null);
            }
            enterMissingParents(entry.name().parent());
            make(open.peek().folder(), entry.name().lastComponent(), entry, content);
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
        try (Folder parent = openParent()) {
            make(parent, RawPath.nameBytes(target), entry, content);
        }
    }

    private void enterRoot(Entry entry) throws IOException {
        if (!Files.isDirectory(target)) {
            try (Folder parent = openParent()) {
                parent.makeFolder(RawPath.nameBytes(target));
            }
        }
        open.push(new OpenFolder(EntryName.ROOT, Folder.open(RawPath.bytes(target), target.toString()), entry));
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

    private void make(Folder folder, byte[] name, Entry entry, Content content) throws IOException {
        switch (entry.type()) {
            case DIRECTORY -> enter(entry.name(), entry);
            case FILE -> makeFile(folder, name, entry, content);
            default -> makeNode(folder, name, entry);
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
    }

    /** With --force a folder may be there; anything else in its place is removed, a link too rather than followed. */
    private static void reuse(Folder parent, byte[] component) throws IOException {
        try (Folder existing = parent.openFolder(component)) {
            existing.setMode(0700);
        } catch (NotDirectoryException e) {
            parent.remove(component);
            parent.makeFolder(component);
        }
    }

    private void makeFile(Folder folder, byte[] name, Entry entry, Content content) throws IOException {
        folder.remove(TEMPORARY);
        try {
            try (NewFile file = folder.makeFile(TEMPORARY); ScratchFiles scratch = new ScratchFiles(folder)) {
                content.writeTo(file, scratch);
                attributes.apply(entry, file);
            }
            folder.rename(TEMPORARY, name);
        } catch (IOException | RuntimeException e) {
            folder.remove(TEMPORARY);
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
        } catch (IOException e) {
            folder.remove(TEMPORARY);
            throw e;
        }
    }

    private void leaveUntil(EntryName parent) {
        while (!open.isEmpty() && (parent == null || !parent.startsWith(open.peek().name()))) {
            leave();
        }
    }

    private void leave() {
        OpenFolder left = open.pop();
        try (Folder folder = left.folder()) {
            if (left.entry() != null) {
                attributes.apply(left.entry(), folder);
            }
        } catch (IOException e) {
            failed++;
            log.say(Level.WARNING, Code.WARNING_CANNOT_PROCESS, "",
                    "Error setting attributes of " + left.name() + ": " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.FileSystemException f && f.getReason() != null ? f.getReason() : e.toString();
    }

    /** Further files that an entry needs while it is written. They have no names, and die with the process. */
    private static final class ScratchFiles implements Spool.Source, Closeable {
        private final Folder folder;
        private final List<NewFile> files = new ArrayList<>();

        ScratchFiles(Folder folder) {
            this.folder = folder;
        }

        @Override
        public Spool open() throws IOException {
            folder.remove(SCRATCH);
            NewFile file = folder.makeFile(SCRATCH);
            files.add(file);
            folder.remove(SCRATCH);
            return new ScratchSpool(file);
        }

        @Override
        public void close() throws IOException {
            for (NewFile file : files) {
                file.close();
            }
        }
    }

    /** Owner, mode and time, in the order in which one does not undo the other. */
    private record Attributes(Ownership ownership) {
        void apply(Entry entry, NewFile file) throws IOException {
            if (changesOwner()) {
                file.setOwner(ownership.uid(entry), ownership.gid(entry));
            }
            file.setMode(mode(entry));
            file.setModified(entry.mtime());
        }

        void apply(Entry entry, Folder folder) throws IOException {
            if (changesOwner()) {
                folder.setOwner(ownership.uid(entry), ownership.gid(entry));
            }
            folder.setMode(mode(entry));
            folder.setModified(entry.mtime());
        }

        void apply(Entry entry, Folder folder, byte[] name) throws IOException {
            if (changesOwner()) {
                folder.setOwner(name, ownership.uid(entry), ownership.gid(entry));
            }
            if (entry.type() != EntryType.SYMLINK) {
                folder.setMode(name, mode(entry));
            }
            folder.setModified(name, entry.mtime());
        }

        private boolean changesOwner() {
            return ownership != null && Folder.mayChangeOwners();
        }

        /** A set-id bit is a right of the archived owner; it does not pass to another one who restores. */
        private int mode(Entry entry) {
            boolean foreign = !changesOwner() && entry.type() == EntryType.FILE && (entry.mode() & SET_IDS) != 0;
            return foreign && !Folder.isOwnId(entry.uid()) ? entry.mode() & ~SET_IDS : entry.mode();
        }
    }
}
