package org.bactrian.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.bactrian.error.BactrianException;
import org.bactrian.error.ErrorKind;

/**
 * The source tree, entry by entry in archive order (spec 3.3, 10): the root first, depth first, the children of a folder by
 * their bytes. Lazy; holds the names in the folders it is in, nothing else. The root may be anything but a socket; a root that
 * is a file or a link is the one entry there is. Not thread-safe, and not to be begun anew.
 */
public final class Walk implements Iterator<SourceEntry> {
    private final byte[] shownRoot;
    private final Selector selector;
    private final WalkListener listener;
    private final boolean followLinks;
    private final EntryReader reader;
    private final long rootDevice;
    /** The folders the walk is in; the innermost last. */
    private final ArrayDeque<OpenFolder> open = new ArrayDeque<>();
    /** How many of them are to be delivered only if something in them is. */
    private int withheld;
    private final ArrayDeque<SourceEntry> ready = new ArrayDeque<>();

    /**
     * Begins a walk; looks at the root at once.
     *
     * @param root        where to begin
     * @param shownRoot   the root as the user typed it, for selection and messages; see {@link #shownRoot(byte[])}
     * @param selector    what is taken; not asked about the root, which always is
     * @param followLinks whether symbolic links, the root too, stand for what they lead to; one that leads nowhere is
     *                    left out then, as duplicity does
     * @param listener    hears of what cannot be delivered, or not whole
     * @throws BactrianException SOURCE_MISSING if the root is not there, cannot be looked at, or is a socket
     */
    public Walk(Path root, byte[] shownRoot, Selector selector, boolean followLinks, WalkListener listener) {
        this.shownRoot = shownRoot(shownRoot);
        this.selector = selector;
        this.listener = listener;
        this.followLinks = followLinks;
        this.reader = new EntryReader(followLinks);
        SourceEntry top = readRoot(root);
        this.rootDevice = top.device();
        if (top.isDirectory()) {
            enter(top, Selector.Choice.INCLUDE);
        } else {
            deliver(top);
        }
    }

    /** A walk over everything below a path, links as links, problems unheard. */
    public static Walk everything(Path root) {
        return new Walk(root, RawPath.bytes(root), Selector.everything(), false, WalkListener.SILENT);
    }

    /**
     * A typed path as duplicity shows it, and matches patterns against it: without {@code .} and empty components, but with
     * {@code ..}; {@code .} if nothing is left.
     */
    public static byte[] shownRoot(byte[] typed) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream(typed.length + 1);
        boolean absolute = typed.length > 0 && typed[0] == '/';
        for (int start = 0, end; start <= typed.length; start = end + 1) {
            end = start;
            while (end < typed.length && typed[end] != '/') {
                end++;
            }
            boolean counts = end > start && !(end == start + 1 && typed[start] == '.');
            if (counts) {
                if (absolute || shown.size() > 0) {
                    shown.write('/');
                }
                shown.write(typed, start, end - start);
            }
        }
        if (shown.size() == 0) {
            shown.write(absolute ? '/' : '.');
        }
        return shown.toByteArray();
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !open.isEmpty()) {
            OpenFolder folder = open.getLast();
            if (folder.hasNext()) {
                visit(folder.folder, folder.next());
            } else {
                leave();
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public SourceEntry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.removeFirst();
    }

    private SourceEntry readRoot(Path root) {
        try {
            SourceEntry top = reader.read(EntryName.ROOT, root);
            if (top.entry().type() != EntryType.SOCKET) {
                return top;
            }
            throw new BactrianException(ErrorKind.SOURCE_MISSING, "The source " + root + " is a socket",
                    "Name a folder or a file.");
        } catch (IOException e) {
            throw new BactrianException(ErrorKind.SOURCE_MISSING, "The source " + root + " cannot be read: " + reason(e),
                    "Check the path and its permissions.", e);
        }
    }

    private void visit(SourceEntry folder, byte[] component) {
        Found found = new Found(folder.name().child(component), RawPath.child(folder.path(), component));
        Selector.Choice choice = selector.choose(found);
        if (choice == Selector.Choice.EXCLUDE) {
            return;
        }
        SourceEntry entry = found.entry();
        if (entry == null) {
            undelivered(found);
        } else if (entry.isDirectory() && choice != Selector.Choice.INCLUDE_EMPTY) {
            enter(entry, choice);
        } else if (choice == Selector.Choice.SCAN) {
            return;
        } else if (entry.entry().type() == EntryType.SOCKET) {
            listener.skippedSocket(found.fullPath());
        } else {
            deliver(entry);
        }
    }

    private void undelivered(Found found) {
        if (found.failure instanceof NoSuchFileException || followLinks && leadsInCircles(found)) {
            listener.vanished(found.fullPath());
        } else {
            listener.unreadable(found.fullPath(), reason(found.failure));
            deliver(SourceEntry.unreadable(found.name, found.path));
        }
    }

    private static boolean leadsInCircles(Found found) {
        return Files.isSymbolicLink(found.path) && found.failure instanceof FileSystemException
                && !(found.failure instanceof AccessDeniedException);
    }

    private void enter(SourceEntry folder, Selector.Choice choice) {
        byte[][] children;
        try {
            if (followLinks && isWithinItself(folder)) {
                throw new IOException("a link to a folder it is in");
            }
            children = sortedNames(folder.path());
        } catch (NoSuchFileException e) {
            listener.vanished(fullPath(folder.name()));
            return;
        } catch (IOException e) {
            listener.unreadable(fullPath(folder.name()), reason(e));
            deliver(folder.withChildrenUnreadable());
            return;
        }
        if (choice == Selector.Choice.INCLUDE) {
            deliver(folder);
        } else {
            withheld++;
        }
        open.addLast(new OpenFolder(folder, children, choice != Selector.Choice.INCLUDE));
    }

    private boolean isWithinItself(SourceEntry folder) {
        return open.stream().anyMatch(outer -> outer.folder.inode() == folder.inode()
                && outer.folder.device() == folder.device());
    }

    private void leave() {
        if (open.removeLast().withheld) {
            withheld--;
        }
    }

    private void deliver(SourceEntry entry) {
        if (withheld > 0) {
            for (OpenFolder folder : open) {
                if (folder.withheld) {
                    folder.withheld = false;
                    ready.addLast(withTimeInRange(folder.folder));
                }
            }
            withheld = 0;
        }
        ready.addLast(withTimeInRange(entry));
    }

    private SourceEntry withTimeInRange(SourceEntry entry) {
        if (!entry.hasAttributes() || entry.entry().mtime() >= 0) {
            return entry;
        }
        listener.negativeTime(entry.name());
        return entry.withTimeZero();
    }

    private static byte[][] sortedNames(Path folder) throws IOException {
        List<byte[]> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                names.add(RawPath.nameBytes(child));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        byte[][] sorted = names.toArray(new byte[0][]);
        Arrays.sort(sorted, Arrays::compareUnsigned);
        return sorted;
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        String reason = e instanceof FileSystemException known ? known.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }

    private byte[] fullPath(EntryName name) {
        if (name.isRoot()) {
            return shownRoot;
        }
        boolean slash = shownRoot[shownRoot.length - 1] != '/';
        ByteArrayOutputStream path = new ByteArrayOutputStream(shownRoot.length + 1 + name.length());
        path.write(shownRoot, 0, shownRoot.length);
        if (slash) {
            path.write('/');
        }
        name.appendTo(path);
        return path.toByteArray();
    }

    /** A folder the walk is in, and the children it has not been to. */
    private static final class OpenFolder {
        final SourceEntry folder;
        final byte[][] children;
        int visited;
        boolean withheld;

        OpenFolder(SourceEntry folder, byte[][] children, boolean withheld) {
            this.folder = folder;
            this.children = children;
            this.withheld = withheld;
        }

        boolean hasNext() {
            return visited < children.length;
        }

        byte[] next() {
            byte[] name = children[visited];
            children[visited++] = null;
            return name;
        }
    }

    /** What the selector is asked about; reads the attributes when they are first wanted, once. */
    private final class Found implements Candidate {
        final EntryName name;
        final Path path;
        private SourceEntry entry;
        private IOException failure;
        private byte[] fullPath;

        Found(EntryName name, Path path) {
            this.name = name;
            this.path = path;
        }

        @Override
        public EntryName name() {
            return name;
        }

        @Override
        public byte[] fullPath() {
            if (fullPath == null) {
                fullPath = Walk.this.fullPath(name);
            }
            return fullPath;
        }

        @Override
        public Path path() {
            return path;
        }

        @Override
        public EntryType type() {
            return entry() == null ? null : entry.entry().type();
        }

        @Override
        public SourceEntry entry() {
            if (entry == null && failure == null) {
                try {
                    entry = reader.read(name, path);
                } catch (IOException e) {
                    failure = e;
                }
            }
            return entry;
        }

        @Override
        public long rootDevice() {
            return rootDevice;
        }
    }
}
