package org.bactrian.posix;

import com.sun.jna.LastErrorException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;

/**
 * An open folder, and what can be made in it. Everything is done relative to the folder's descriptor and without
 * following a symbolic link, so that nothing made here can land outside, whatever an archive or another process puts in
 * the way. Names are single components, as bytes. Several threads may make things in it; one closes it. Errors are {@link IOException}s with the system's text.
 */
public final class Folder implements Closeable {
    private static final int S_IFIFO = 0010000;
    private static final int S_IFCHR = 0020000;
    private static final int S_IFBLK = 0060000;

    /** A folder's place, without the right to read it; no link. */
    private static final int PLACE = Posix.O_PATH | Posix.O_DIRECTORY | Posix.O_NOFOLLOW | Posix.O_CLOEXEC;

    private final String shown;
    private int descriptor;

    private Folder(int descriptor, String shown) {
        this.descriptor = descriptor;
        this.shown = shown;
    }

    /**
     * Opens a folder the user named; links on the way to it are the user's own and are followed.
     *
     * @param path  the bytes of its path
     * @param shown what messages call it
     */
    public static Folder open(byte[] path, String shown) throws IOException {
        byte[] name = zeroEnded(path);
        int flags = Posix.O_RDONLY | Posix.O_DIRECTORY | Posix.O_CLOEXEC;
        return new Folder(call(shown, () -> Posix.openat(Posix.AT_FDCWD, name, flags, 0)), shown);
    }

    /** Opens a folder in this one; a link in its place is refused. */
    public Folder openFolder(byte[] name) throws IOException {
        int flags = Posix.O_RDONLY | Posix.O_DIRECTORY | Posix.O_NOFOLLOW | Posix.O_CLOEXEC;
        int opened = call(show(name), () -> Posix.openat(descriptor, component(name), flags, 0));
        return new Folder(opened, show(name));
    }

    /**
     * Opens a folder in this one that only its owner can use from now on; of the user's own also one whose mode keeps even its owner out.
     * A link in its place is refused.
     */
    public Folder openPrivate(byte[] name) throws IOException {
        try (Folder place = new Folder(call(show(name), () -> Posix.openat(descriptor, component(name), PLACE, 0)), show(name))) {
            // fchmod does not take such a descriptor; this name leads to what it stands for, whatever has its name meanwhile
            byte[] itself = zeroEnded(("/proc/self/fd/" + place.descriptor).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            call(show(name), () -> Posix.fchmodat(Posix.AT_FDCWD, itself, 0700, 0));
            int flags = Posix.O_RDONLY | Posix.O_DIRECTORY | Posix.O_CLOEXEC;
            return new Folder(call(show(name), () -> Posix.openat(place.descriptor, new byte[] {'.', 0}, flags, 0)), show(name));
        }
    }

    /** Makes a folder that only its owner can use until its attributes are set. */
    public void makeFolder(byte[] name) throws IOException {
        call(show(name), () -> Posix.mkdirat(descriptor, component(name), 0700));
    }

    /** Makes a file that did not exist, readable by its owner alone until its attributes are set. */
    public NewFile makeFile(byte[] name) throws IOException {
        int flags = Posix.O_RDWR | Posix.O_CREAT | Posix.O_EXCL | Posix.O_NOFOLLOW | Posix.O_CLOEXEC;
        int opened = call(show(name), () -> Posix.openat(descriptor, component(name), flags, 0600));
        return new NewFile(opened, show(name));
    }

    /** Makes a symbolic link with this very target. */
    public void makeSymlink(byte[] name, byte[] target) throws IOException {
        call(show(name), () -> Posix.symlinkat(zeroEnded(target), descriptor, component(name)));
    }

    /** Makes a named pipe, usable by its owner alone until its attributes are set. */
    public void makeFifo(byte[] name) throws IOException {
        call(show(name), () -> Posix.mknodat(descriptor, component(name), S_IFIFO | 0600, 0));
    }

    /** Makes a device; needs the right to. Character device if {@code character}, else block device. */
    public void makeDevice(byte[] name, boolean character, int major, int minor) throws IOException {
        int mode = (character ? S_IFCHR : S_IFBLK) | 0600;
        call(show(name), () -> Posix.mknodat(descriptor, component(name), mode, deviceNumber(major, minor)));
    }

    /** Gives an entry of this folder another name, replacing what has it; both in this folder, at once. */
    public void rename(byte[] from, byte[] to) throws IOException {
        call(show(to), () -> Posix.renameat(descriptor, component(from), descriptor, component(to)));
    }

    /** Removes a file, link or node; no error if there is none. */
    public void remove(byte[] name) throws IOException {
        try {
            call(show(name), () -> Posix.unlinkat(descriptor, component(name), 0));
        } catch (NoSuchFileException e) {
            // what was to be gone is gone
        }
    }

    /** Removes an empty folder. */
    public void removeFolder(byte[] name) throws IOException {
        call(show(name), () -> Posix.unlinkat(descriptor, component(name), Posix.AT_REMOVEDIR));
    }

    /** Changes the owner of an entry (the link itself, if it is one). */
    public void setOwner(byte[] name, long uid, long gid) throws IOException {
        call(show(name), () -> Posix.fchownat(descriptor, component(name), (int) uid, (int) gid,
                Posix.AT_SYMLINK_NOFOLLOW));
    }

    /** Changes the permission bits of an entry made just now, which is not a link. */
    public void setMode(byte[] name, int mode) throws IOException {
        call(show(name), () -> Posix.fchmodat(descriptor, component(name), mode, 0));
    }

    /** Changes the modification time of an entry (the link itself, if it is one); seconds since 1970. */
    public void setModified(byte[] name, long seconds) throws IOException {
        call(show(name), () -> Posix.utimensat(descriptor, component(name), times(seconds),
                Posix.AT_SYMLINK_NOFOLLOW));
    }

    /** Changes the owner of this folder. */
    public void setOwner(long uid, long gid) throws IOException {
        call(shown, () -> Posix.fchown(descriptor, (int) uid, (int) gid));
    }

    /** Changes the permission bits of this folder. */
    public void setMode(int mode) throws IOException {
        call(shown, () -> Posix.fchmod(descriptor, mode));
    }

    /** Changes the modification time of this folder; seconds since 1970. */
    public void setModified(long seconds) throws IOException {
        call(shown, () -> Posix.futimens(descriptor, times(seconds)));
    }

    /** Whether the process may give files away: it is root. */
    public static boolean mayChangeOwners() {
        return Posix.geteuid() == 0;
    }

    /** Whether a user id is that of this process. */
    public static boolean isOwnUser(long uid) {
        return (Posix.geteuid() & 0xffffffffL) == uid;
    }

    /** Whether a group id is that of this process. */
    public static boolean isOwnGroup(long gid) {
        return (Posix.getegid() & 0xffffffffL) == gid;
    }

    @Override
    public void close() throws IOException {
        if (descriptor >= 0) {
            int open = descriptor;
            descriptor = -1;
            call(shown, () -> Posix.close(open));
        }
    }

    private String show(byte[] name) {
        return shown + "/" + new String(name, java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Refuses what is not a single component; the last guard against a hostile name. */
    private static byte[] component(byte[] name) {
        boolean dots = name.length == 1 && name[0] == '.' || name.length == 2 && name[0] == '.' && name[1] == '.';
        if (name.length == 0 || dots) {
            throw new IllegalArgumentException("not a component");
        }
        for (byte b : name) {
            if (b == '/') {
                throw new IllegalArgumentException("not a component");
            }
        }
        return zeroEnded(name);
    }

    private static byte[] zeroEnded(byte[] name) {
        for (byte b : name) {
            if (b == 0) {
                throw new IllegalArgumentException("a name with a zero byte");
            }
        }
        return Arrays.copyOf(name, name.length + 1);
    }

    static long[] times(long seconds) {
        return new long[] {0, Posix.UTIME_OMIT, seconds, 0}; // struct timespec [access, modification], 64-bit
    }

    /** Linux's {@code makedev}: 12 bits of the major and 8 of the minor number in their old places, the rest above. */
    static long deviceNumber(int major, int minor) {
        long high = major & 0xffffffffL;
        long low = minor & 0xffffffffL;
        return (high & 0xfffL) << 8 | (high & ~0xfffL) << 32 | low & 0xffL | (low & ~0xffL) << 12;
    }

    @FunctionalInterface
    interface SystemCall {
        int make() throws LastErrorException;
    }

    static int call(String what, SystemCall systemCall) throws IOException {
        try {
            return systemCall.make();
        } catch (LastErrorException e) {
            throw failure(what, e);
        }
    }

    static FileSystemException failure(String what, LastErrorException e) {
        String reason = e.getMessage().replaceFirst("^\\[\\d+] ", "");
        return switch (e.getErrorCode()) {
            case Posix.ENOENT -> new NoSuchFileException(what, null, reason);
            case Posix.EEXIST -> new FileAlreadyExistsException(what, null, reason);
            case Posix.ENOTDIR, Posix.ELOOP -> new NotDirectoryException(what);
            case Posix.ENOSPC, Posix.EDQUOT -> new NoSpaceException(what, reason);
            default -> new FileSystemException(what, null, reason);
        };
    }
}
