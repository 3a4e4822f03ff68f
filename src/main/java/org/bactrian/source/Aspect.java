package org.bactrian.source;

import java.util.Arrays;

/** What two entries of one name can differ in, of all that an archive keeps but the content, in the order of comparison (spec 8.2). */
public enum Aspect {
    /** What it is. */
    TYPE,
    /** Where a symbolic link points; of a link nothing else counts. */
    TARGET,
    /** Owner, group and permission bits. */
    PERMISSIONS,
    /** The modification time in whole seconds; times up to 1970 are all the same. */
    TIME,
    /** The numbers of a device; its time does not count. */
    NUMBERS;

    /** The first aspect in which two entries differ; null if in none. Owners are compared as numbers. */
    public static Aspect firstDifference(Entry one, Entry other) {
        if (one.type() != other.type()) {
            return TYPE;
        }
        if (one.type() == EntryType.SYMLINK) {
            return Arrays.equals(one.linkTarget(), other.linkTarget()) ? null : TARGET;
        }
        if (one.mode() != other.mode() || one.uid() != other.uid() || one.gid() != other.gid()) {
            return PERMISSIONS;
        }
        if (one.type().isDevice()) {
            boolean same = one.deviceMajor() == other.deviceMajor() && one.deviceMinor() == other.deviceMinor();
            return same ? null : NUMBERS;
        }
        return one.mtime() == other.mtime() || one.mtime() <= 0 && other.mtime() <= 0 ? null : TIME;
    }
}
