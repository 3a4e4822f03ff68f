package org.bactrian.source;

import java.util.Objects;

/**
 * What an archive keeps of one file system entry (spec 3.5). Immutable, if nobody changes the link target's bytes.
 *
 * @param name        relative to the source root
 * @param type        what it is
 * @param mode        permission bits with setuid, setgid and sticky, 0 to 07777
 * @param uid         numeric owner
 * @param gid         numeric group
 * @param userName    the owner's name; empty if unknown
 * @param groupName   the group's name; empty if unknown
 * @param mtime       seconds since 1970, fraction dropped
 * @param size        bytes of a file as the file system says; for others what it says too (statistics, spec 7.4); 0 when
 *                    read from an archive, which does not keep it
 * @param linkTarget  raw target of a symbolic link; empty for others
 * @param deviceMajor for devices, else 0
 * @param deviceMinor for devices, else 0
 */
public record Entry(EntryName name, EntryType type, int mode, long uid, long gid, String userName, String groupName,
        long mtime, long size, byte[] linkTarget, int deviceMajor, int deviceMinor) {

    /** No link target. */
    public static final byte[] NO_TARGET = new byte[0];

    /** @throws NullPointerException if a reference is null */
    public Entry {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(groupName, "groupName");
        Objects.requireNonNull(linkTarget, "linkTarget");
    }

    /** Whether this is a regular file. */
    public boolean isFile() {
        return type == EntryType.FILE;
    }

    /** The same entry with other numbers for owner and group. */
    public Entry withOwner(long otherUid, long otherGid) {
        return new Entry(name, type, mode, otherUid, otherGid, userName, groupName, mtime, size, linkTarget, deviceMajor,
                deviceMinor);
    }

    /** The same entry under another name. */
    public Entry withName(EntryName other) {
        return new Entry(other, type, mode, uid, gid, userName, groupName, mtime, size, linkTarget, deviceMajor, deviceMinor);
    }
}
