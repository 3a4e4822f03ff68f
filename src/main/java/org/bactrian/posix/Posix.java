package org.bactrian.posix;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.nio.ByteBuffer;

/**
 * The calls of the C library that Java has no word for and that safe reading and restoring need: what does not wait for a
 * named pipe, everything relative to an open folder, never through a symbolic link, with names as bytes. Linux, any
 * architecture that JNA and this class's flag values know (the generic ones, and x86's). Thread-safe; loaded on first use,
 * because loading costs 50 to 100 ms.
 */
final class Posix {
    /** The current folder, where a folder's descriptor is asked for ({@code fcntl.h}). */
    static final int AT_FDCWD = -100;
    static final int AT_SYMLINK_NOFOLLOW = 0x100;
    static final int AT_REMOVEDIR = 0x200;
    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0100;
    static final int O_EXCL = 0200;
    /** Do not wait for the other end of a named pipe. */
    static final int O_NONBLOCK = 04000;
    static final int O_CLOEXEC = 02000000;
    /** The place in the tree only, which takes no right to what is there ({@code open(2)}). */
    static final int O_PATH = 010000000;
    /** The descriptor itself is meant, its name is empty ({@code fcntl.h}). */
    static final int AT_EMPTY_PATH = 0x1000;
    /** Type, mode, link count, owners, times, inode, size: what {@code stat} tells ({@code linux/stat.h}). */
    static final int STATX_BASIC_STATS = 0x7ff;
    static final int O_DIRECTORY = genericFlags() ? 040000 : 0200000;
    static final int O_NOFOLLOW = genericFlags() ? 0100000 : 0400000;
    /** Keep a time as it is ({@code sys/stat.h}). */
    static final long UTIME_OMIT = (1L << 30) - 2;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EEXIST = 17;
    static final int ENOTDIR = 20;
    static final int EISDIR = 21;
    static final int ENOSPC = 28;
    static final int ENOTEMPTY = 39;
    static final int ELOOP = 40;
    static final int EDQUOT = 122;

    static {
        Native.register(Posix.class, NativeLibrary.getProcess()); // the JVM has the C library in it: nothing to search for
    }

    private Posix() {
    }

    private static boolean genericFlags() {
        return Platform.isARM(); // ARM, like PowerPC, has its own numbers for these two; x86, RISC-V and s390x share theirs
    }

    static native int openat(int folder, byte[] name, int flags, int mode) throws LastErrorException;

    static native int close(int descriptor) throws LastErrorException;

    static native long write(int descriptor, ByteBuffer bytes, long count) throws LastErrorException;

    static native long pread(int descriptor, ByteBuffer bytes, long count, long offset) throws LastErrorException;

    static native long read(int descriptor, ByteBuffer bytes, long count) throws LastErrorException;

    static native int statx(int folder, byte[] name, int flags, int mask, ByteBuffer status) throws LastErrorException;

    static native int fsync(int descriptor) throws LastErrorException;

    static native int mkdirat(int folder, byte[] name, int mode) throws LastErrorException;

    static native int mknodat(int folder, byte[] name, int mode, long device) throws LastErrorException;

    static native int symlinkat(byte[] target, int folder, byte[] name) throws LastErrorException;

    static native int unlinkat(int folder, byte[] name, int flags) throws LastErrorException;

    static native int renameat(int fromFolder, byte[] from, int toFolder, byte[] to) throws LastErrorException;

    static native int fchownat(int folder, byte[] name, int uid, int gid, int flags) throws LastErrorException;

    static native int fchmodat(int folder, byte[] name, int mode, int flags) throws LastErrorException;

    static native int fchown(int descriptor, int uid, int gid) throws LastErrorException;

    static native int fchmod(int descriptor, int mode) throws LastErrorException;

    static native int futimens(int descriptor, long[] times) throws LastErrorException;

    static native int utimensat(int folder, byte[] name, long[] times, int flags) throws LastErrorException;

    static native int geteuid();

    static native int getegid();

    static native int ioctl(int descriptor, long request, ByteBuffer argument) throws LastErrorException;
}
