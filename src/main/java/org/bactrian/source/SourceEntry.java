package org.bactrian.source;

import java.nio.file.Path;
import java.util.Objects;

/**
 * One entry of the source as the walk saw it: what the archive keeps of it, where it is, and what tells a changed file from
 * an unchanged one better than the archive's whole seconds do. Immutable.
 *
 * @param name       relative to the source root
 * @param path       where it is; if the walk follows links, what they lead to
 * @param state      how much of it can be read
 * @param entry      what an archive keeps of it; null if, and only if, the state is {@link State#UNREADABLE}
 * @param device     number of the file system it is on
 * @param inode      number of the inode
 * @param changeTime when inode or content last changed: nanoseconds since 1970, as exact as the file system is
 */
public record SourceEntry(EntryName name, Path path, State state, Entry entry, long device, long inode, long changeTime) {

    /** How much of an entry can be read. */
    public enum State {
        /** Its attributes are known; a folder's children are listed. Whether a file can be opened shows when it is. */
        READABLE,
        /** A folder whose children cannot be listed; they exist no less, so an increment keeps what it has of them. */
        CHILDREN_UNREADABLE,
        /** Its name is known and nothing else; an increment keeps what it has of it, and of everything below. */
        UNREADABLE
    }

    /** @throws IllegalArgumentException if the state and the attributes do not go together */
    public SourceEntry {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(path, "path");
        if ((entry == null) != (state == State.UNREADABLE)) {
            throw new IllegalArgumentException("an entry without attributes is unreadable, and no other is");
        }
    }

    /** Something of which only the name is known. */
    static SourceEntry unreadable(EntryName name, Path path) {
        return new SourceEntry(name, path, State.UNREADABLE, null, 0, 0, 0);
    }

    /** Whether the attributes are known. */
    public boolean hasAttributes() {
        return state != State.UNREADABLE;
    }

    /** Whether this is a folder whose attributes are known. */
    public boolean isDirectory() {
        return entry != null && entry.type() == EntryType.DIRECTORY;
    }

    /** The same folder, of which the children cannot be listed. */
    SourceEntry withChildrenUnreadable() {
        return new SourceEntry(name, path, State.CHILDREN_UNREADABLE, entry, device, inode, changeTime);
    }

    /** The same entry with its time put to the first that an archive can hold. */
    SourceEntry withTimeZero() {
        Entry e = entry;
        Entry later = new Entry(name, e.type(), e.mode(), e.uid(), e.gid(), e.userName(), e.groupName(), 0, e.size(), e.linkTarget(),
                e.deviceMajor(), e.deviceMinor());
        return new SourceEntry(name, path, state, later, device, inode, changeTime);
    }
}
