package org.bactrian.source.select;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of {@code /proc/self/mountinfo} (proc(5)): {@code 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw},
 * which is mount, parent, device, root within the device, mount point, options, optional fields up to a dash, type, source,
 * options.
 *
 * @param point  the mount point, absolute, one character a byte
 * @param type   the file system's type
 * @param device its number, as {@code st_dev} gives it
 */
public record Mount(String point, String type, long device) {
    private static final Path TABLE = Path.of("/proc/self/mountinfo");
    private static final int DEVICE = 2;
    private static final int POINT = 4;
    private static final int OPTIONAL = 6;

    /** The mount table of this process; empty where there is none to read. */
    public static List<Mount> table() {
        try {
            return parse(Files.readAllBytes(TABLE));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Reads a mount table; lines that are not as they should be are left out. */
    public static List<Mount> parse(byte[] table) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : new String(table, StandardCharsets.ISO_8859_1).split("\n")) {
            String[] fields = line.split(" ");
            int dash = OPTIONAL;
            while (dash < fields.length && !fields[dash].equals("-")) {
                dash++;
            }
            if (dash + 1 < fields.length && fields[DEVICE].matches("\\d{1,9}:\\d{1,9}")) {
                mounts.add(new Mount(unescape(fields[POINT]), fields[dash + 1], device(fields[DEVICE])));
            }
        }
        return mounts;
    }

    /** Whether this is mounted somewhere below the other's mount point. */
    boolean isBelow(Mount other) {
        String folder = other.point.endsWith("/") ? other.point : other.point + "/";
        return point.startsWith(folder) && point.length() > folder.length();
    }

    /** As glibc's makedev(3): the 12 low bits of the major stand between the 8 low ones and the rest of the minor. */
    private static long device(String majorMinor) {
        int colon = majorMinor.indexOf(':');
        long major = Long.parseLong(majorMinor.substring(0, colon));
        long minor = Long.parseLong(majorMinor.substring(colon + 1));
        return (major & ~0xfffL) << 32 | (major & 0xfff) << 8 | (minor & ~0xffL) << 12 | minor & 0xff;
    }

    /** Space, tab, line feed and backslash stand in the table as a backslash and three octal digits. */
    private static String unescape(String field) {
        StringBuilder out = new StringBuilder(field.length());
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\' && field.substring(i + 1).matches("(?s)[0-3][0-7]{2}.*")) {
                out.append((char) Integer.parseInt(field.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                out.append(field.charAt(i));
            }
        }
        return out.toString();
    }
}
