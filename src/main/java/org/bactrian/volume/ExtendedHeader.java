package org.bactrian.volume;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the headers before an entry say that its own cannot (spec 3.2): pax records ({@code x}) or GNU long names
 * ({@code L}, {@code K}). All values are raw bytes, whether or not {@code hdrcharset=BINARY} says so. Kept as few fields, and
 * only those that matter, so that an archive cannot fill the memory with others.
 */
final class ExtendedHeader {
    /** A number that nothing was said about. */
    static final long UNSAID = Long.MIN_VALUE;

    private final Damage damage;
    /** Null where nothing was said. */
    byte[] path;
    byte[] link;
    byte[] user;
    byte[] group;
    long uid;
    long gid;
    long size;
    long mtime;

    ExtendedHeader(Damage damage) {
        this.damage = damage;
        clear();
    }

    void clear() {
        path = null;
        link = null;
        user = null;
        group = null;
        uid = UNSAID;
        gid = UNSAID;
        size = UNSAID;
        mtime = UNSAID;
    }

    /** Takes the body of an {@code x} header: records {@code LENGTH KEY=VALUE\n}, the length being that of the whole record. */
    void readPax(byte[] records) {
        for (int at = 0; at < records.length && records[at] != 0;) {
            int space = indexOf(records, ' ', at);
            int length = space < 0 ? -1 : length(records, at, space);
            int equals = indexOf(records, '=', at);
            boolean sound = length > 0 && length <= records.length - at && equals > space && equals < at + length - 1
                    && records[at + length - 1] == '\n';
            if (!sound) {
                throw damage.of("has a malformed extended header");
            }
            String key = new String(records, space + 1, equals - space - 1, StandardCharsets.ISO_8859_1);
            say(key, Arrays.copyOfRange(records, equals + 1, at + length - 1));
            at += length;
        }
    }

    private void say(String key, byte[] value) {
        switch (key) {
            case "path" -> path = value;
            case "linkpath" -> link = value;
            case "uname" -> user = value;
            case "gname" -> group = value;
            case "uid" -> uid = decimal(value);
            case "gid" -> gid = decimal(value);
            case "size" -> size = decimal(value);
            case "mtime" -> mtime = decimal(value);
            default -> {
                if (key.startsWith("GNU.sparse")) {
                    throw damage.of("has a sparse file, which no backup has");
                }
            }
        }
    }

    /** A record's length; -1 if it is none. */
    private static int length(byte[] records, int start, int end) {
        int number = 0;
        for (int i = start; i < end; i++) {
            if (records[i] < '0' || records[i] > '9' || end - start > 8) {
                return -1;
            }
            number = number * 10 + records[i] - '0';
        }
        return number;
    }

    /** Fractions, which some writers give for times, are dropped. */
    private long decimal(byte[] value) {
        String text = new String(value, StandardCharsets.ISO_8859_1);
        int point = text.indexOf('.');
        try {
            long number = Long.parseLong(point < 0 ? text : text.substring(0, point));
            if (number != UNSAID) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw damage.of("has an extended header with a number that is none");
    }

    private static int indexOf(byte[] bytes, int wanted, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
