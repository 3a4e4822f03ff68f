package org.bactrian.restore;

import org.bactrian.posix.Folder;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryName;

/**
 * A folder that is being filled. It is left when the reader of the archive and all who still make files in it have let it go.
 * Thread-safe.
 */
final class OpenFolder {
    private final EntryName name;
    private final Folder folder;
    private final Entry entry;
    private int users = 1;

    /** @param entry null if the archive does not describe it */
    OpenFolder(EntryName name, Folder folder, Entry entry) {
        this.name = name;
        this.folder = folder;
        this.entry = entry;
    }

    EntryName name() {
        return name;
    }

    Folder folder() {
        return folder;
    }

    /** What the archive says of it, or null. */
    Entry entry() {
        return entry;
    }

    /** One more makes files in it. */
    synchronized void use() {
        users++;
    }

    /** One of them is done; true for the last. */
    synchronized boolean release() {
        return --users == 0;
    }
}
