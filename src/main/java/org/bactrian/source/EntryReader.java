package org.bactrian.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Reads the attributes of entries with one system call each, and the names of their owners once for each number. Not
 * thread-safe.
 */
final class EntryReader {
    private static final String ATTRIBUTES = "unix:mode,ino,dev,rdev,uid,gid,ctime,size,lastModifiedTime";
    private static final String OWNERS = "unix:uid,gid,owner,group";
    private static final LinkOption[] THE_LINK_ITSELF = {LinkOption.NOFOLLOW_LINKS};
    private static final LinkOption[] ITS_TARGET = {};

    private final boolean followLinks;
    private final LinkOption[] options;
    private final Map<Long, String> userNames = new HashMap<>();
    private final Map<Long, String> groupNames = new HashMap<>();

    /** @param followLinks whether a symbolic link stands for what it leads to */
    EntryReader(boolean followLinks) {
        this.followLinks = followLinks;
        this.options = followLinks ? ITS_TARGET : THE_LINK_ITSELF;
    }

    /**
     * Reads one entry. Its time is that of the file system, so it may be negative. If links are followed, the path of the
     * result is the one the link leads to.
     *
     * @throws java.nio.file.NoSuchFileException if it is not there
     * @throws IOException                       if it cannot be read
     */
    SourceEntry read(EntryName name, Path path) throws IOException {
        Map<String, Object> stat = Files.readAttributes(path, ATTRIBUTES, options);
        int mode = (int) stat.get("mode");
        EntryType type = type(mode);
        long uid = unsigned(stat.get("uid"));
        long gid = unsigned(stat.get("gid"));
        if (!userNames.containsKey(uid) || !groupNames.containsKey(gid)) {
            lookUpNames(path);
        }
        long rdev = type.isDevice() ? (long) stat.get("rdev") : 0;
        byte[] target = type == EntryType.SYMLINK ? RawPath.linkTarget(path) : Entry.NO_TARGET;
        Entry entry = new Entry(name, type, mode & 07777, uid, gid, userNames.getOrDefault(uid, ""),
                groupNames.getOrDefault(gid, ""), ((FileTime) stat.get("lastModifiedTime")).to(TimeUnit.SECONDS),
                (long) stat.get("size"), target, major(rdev), minor(rdev));
        Path real = followLinks && Files.isSymbolicLink(path) ? path.toRealPath() : path;
        return new SourceEntry(name, real, SourceEntry.State.READABLE, entry, (long) stat.get("dev"), (long) stat.get("ino"),
                ((FileTime) stat.get("ctime")).to(TimeUnit.NANOSECONDS));
    }

    /** Asks again, numbers and names in one call, lest a change of owner in between give a number another's name. */
    private void lookUpNames(Path path) throws IOException {
        Map<String, Object> owners = Files.readAttributes(path, OWNERS, options);
        remember(userNames, unsigned(owners.get("uid")), owners.get("owner").toString());
        remember(groupNames, unsigned(owners.get("gid")), owners.get("group").toString());
    }

    /** Java gives the number for the name of an owner that has none; the archive says nothing then (spec 3.5). */
    private static void remember(Map<Long, String> names, long number, String name) {
        boolean unknown = name.equals(Long.toString(number)) || name.equals(Integer.toString((int) number));
        names.put(number, unknown ? "" : name);
    }

    private static long unsigned(Object id) {
        return Integer.toUnsignedLong((int) id);
    }

    /** The type bits of {@code st_mode}, {@code sys/stat.h}. */
    private static EntryType type(int mode) throws IOException {
        return switch (mode & 0170000) {
            case 0100000 -> EntryType.FILE;
            case 0040000 -> EntryType.DIRECTORY;
            case 0120000 -> EntryType.SYMLINK;
            case 0010000 -> EntryType.FIFO;
            case 0020000 -> EntryType.CHARACTER_DEVICE;
            case 0060000 -> EntryType.BLOCK_DEVICE;
            case 0140000 -> EntryType.SOCKET;
            default -> throw new IOException("a file system entry of unknown kind, mode " + Integer.toOctalString(mode));
        };
    }

    /** Linux's {@code major()}: 12 bits in their old place, 20 above. */
    static int major(long device) {
        return (int) (device >>> 8 & 0xfff | device >>> 32 & 0xfffff000L);
    }

    /** Linux's {@code minor()}: 8 bits in their old place, 24 above. */
    static int minor(long device) {
        return (int) (device & 0xff | device >>> 12 & 0xffffff00L);
    }
}
