package org.bactrian.volume;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bactrian.source.EntryName;

/**
 * The name of a tar entry taken apart (spec 3.3, 4.1): {@code KIND/PATH}, or {@code KIND/PATH/PIECE}. The root is
 * {@code KIND/}, {@code KIND/.} or {@code KIND/./}, its pieces are {@code KIND/./PIECE}; a slash may end any name.
 *
 * @param kind  what the entry means
 * @param path  relative to the source root, without empty components, {@code .} and {@code ..}
 * @param piece number of the piece from 1; 0 if the kind has none
 */
record ArchiveName(EntryKind kind, EntryName path, int piece) {
    /** More would be a file of some 60 terabytes. */
    private static final int MOST_PIECE_DIGITS = 9;
    /** Linux takes no longer path (PATH_MAX), so no backup has one; who restores holds each folder of a path open, with its name. */
    private static final int LONGEST_PATH = 4096;

    /**
     * Takes a name apart.
     *
     * @param name   raw, from an untrusted archive
     * @param damage raises what is wrong with it
     */
    static ArchiveName parse(byte[] name, Damage damage) {
        int slash = indexOf(name, '/', 0);
        EntryKind kind = slash < 0 ? null : EntryKind.of(new String(name, 0, slash, StandardCharsets.ISO_8859_1));
        if (kind == null) {
            throw damage.of("has an entry of an unknown kind", name);
        }
        int end = name.length > slash + 1 && name[name.length - 1] == '/' ? name.length - 1 : name.length;
        if (!kind.isPiece()) {
            return new ArchiveName(kind, path(name, slash + 1, end, damage), 0);
        }
        int number = lastIndexOf(name, '/', end) + 1;
        int piece = piece(name, number, end, damage);
        return new ArchiveName(kind, path(name, slash + 1, Math.max(slash + 1, number - 1), damage), piece);
    }

    private static EntryName path(byte[] name, int start, int end, Damage damage) {
        if (end - start > LONGEST_PATH) {
            throw damage.of("has a path of more than " + LONGEST_PATH + " bytes", name);
        }
        boolean root = end <= start || end == start + 1 && name[start] == '.';
        if (root) {
            return EntryName.ROOT;
        }
        for (int from = start, to; from <= end; from = to + 1) {
            to = indexOf(name, '/', from);
            to = to < 0 || to > end ? end : to;
            int length = to - from;
            boolean onlyDots = length <= 2 && (length < 1 || name[from] == '.') && (length < 2 || name[from + 1] == '.');
            if (onlyDots) {
                throw damage.violation(name);
            }
        }
        if (indexOf(name, 0, start) >= 0) {
            throw damage.violation(name);
        }
        return EntryName.of(Arrays.copyOfRange(name, start, end));
    }

    private static int piece(byte[] name, int start, int end, Damage damage) {
        int number = 0;
        boolean digits = end - start <= MOST_PIECE_DIGITS;
        for (int i = start; i < end && digits; i++) {
            digits = name[i] >= '0' && name[i] <= '9';
            number = number * 10 + name[i] - '0';
        }
        if (!digits || number < 1) {
            throw damage.of("has a piece without a number", name);
        }
        return number;
    }

    private static int indexOf(byte[] bytes, int wanted, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static int lastIndexOf(byte[] bytes, int wanted, int end) {
        for (int i = end - 1; i >= 0; i--) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
