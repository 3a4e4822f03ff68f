package org.bactrian.volume;

/**
 * Where the fields of a tar header are (POSIX.1-1988 ustar; spec 3.2).
 *
 * <pre>
 * offset size            offset size
 *      0  100 name          257    6 magic "ustar\0", GNU "ustar "
 *    100    8 mode          263    2 version "00", GNU " \0"
 *    108    8 uid           265   32 uname
 *    116    8 gid           297   32 gname
 *    124   12 size          329    8 devmajor
 *    136   12 mtime         337    8 devminor
 *    148    8 checksum      345  155 prefix
 *    156    1 typeflag      500   12 unused
 *    157  100 linkname
 * </pre>
 */
final class TarHeader {
    static final int LENGTH = 512;
    /** The archive's length with its zeros is a multiple of this. */
    static final int RECORD = 10240;

    static final int NAME = 0;
    static final int NAME_LENGTH = 100;
    static final int MODE = 100;
    static final int UID = 108;
    static final int GID = 116;
    static final int SIZE = 124;
    static final int MTIME = 136;
    static final int CHECKSUM = 148;
    static final int TYPE = 156;
    static final int LINK = 157;
    static final int LINK_LENGTH = 100;
    static final int MAGIC = 257;
    static final int MAGIC_LENGTH = 6;
    static final int VERSION = 263;
    static final int USER = 265;
    static final int GROUP = 297;
    static final int OWNER_LENGTH = 32;
    static final int MAJOR = 329;
    static final int MINOR = 337;
    static final int PREFIX = 345;
    static final int PREFIX_LENGTH = 155;
    static final int SHORT_NUMBER = 8;
    static final int LONG_NUMBER = 12;

    /** The largest number in 7 octal digits, and in 11. */
    static final long MAX_SHORT = 07777777L;
    static final long MAX_LONG = 077777777777L;

    private TarHeader() {
    }

    /** Bytes that fill a body up to a whole block. */
    static int padding(long size) {
        return (int) (-size & LENGTH - 1);
    }
}
