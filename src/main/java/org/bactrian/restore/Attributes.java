package org.bactrian.restore;

import java.io.IOException;
import org.bactrian.posix.Folder;
import org.bactrian.posix.NewFile;
import org.bactrian.source.Entry;
import org.bactrian.source.EntryType;

/**
 * Gives what was made its owner, mode and time, in the order in which one does not undo the other. Thread-safe.
 *
 * @param ownership who shall own what is made; null to leave all to the user who runs this
 */
record Attributes(Ownership ownership) {
    private static final int SET_USER = 04000;
    private static final int SET_GROUP = 02000;

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

    /** A set-id bit is a right of the archived owner or group; it does not pass to another one who restores. */
    private int mode(Entry entry) {
        if (changesOwner() || entry.type() != EntryType.FILE) {
            return entry.mode();
        }
        int foreign = (Folder.isOwnUser(entry.uid()) ? 0 : SET_USER) | (Folder.isOwnGroup(entry.gid()) ? 0 : SET_GROUP);
        return entry.mode() & ~foreign;
    }
}
