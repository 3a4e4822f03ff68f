package org.bactrian.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bactrian.log.NameText;

/**
 * The path of an entry relative to the source root, as bytes: file names are bytes, and not always UTF-8 ones.
 * Components are joined by {@code /}; the root is the empty name. Ordered as duplicity orders its archives: component
 * by component, bytewise, a folder before what is in it (spec 3.3), which is not the order of the joined strings.
 * Immutable.
 */
public final class EntryName implements Comparable<EntryName> {
    /** The source itself. */
    public static final EntryName ROOT = new EntryName(new byte[0]);

    private final byte[] bytes;

    private EntryName(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @param path components joined by single slashes, no slash at either end; empty for the root. Checked only by
     *             those who read untrusted archives; here it is taken as it is
     */
    public static EntryName of(byte[] path) {
        return path.length == 0 ? ROOT : new EntryName(path.clone());
    }

    /** The name whose bytes are the UTF-8 form of the text. */
    public static EntryName of(String path) {
        return path.isEmpty() ? ROOT : new EntryName(path.getBytes(StandardCharsets.UTF_8));
    }

    /** The name of a child: this name, a slash (unless this is the root), and the component. */
    public EntryName child(byte[] component) {
        if (bytes.length == 0) {
            return new EntryName(component.clone());
        }
        byte[] joined = Arrays.copyOf(bytes, bytes.length + 1 + component.length);
        joined[bytes.length] = '/';
        System.arraycopy(component, 0, joined, bytes.length + 1, component.length);
        return new EntryName(joined);
    }

    /** Whether this is the source itself. */
    public boolean isRoot() {
        return bytes.length == 0;
    }

    /** The folder this entry is in; the root's parent is the root. */
    public EntryName parent() {
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == '/') {
                return new EntryName(Arrays.copyOf(bytes, i));
            }
        }
        return ROOT;
    }

    /** The last component; empty for the root. */
    public byte[] lastComponent() {
        for (int i = bytes.length - 1; i >= 0; i--) {
            if (bytes[i] == '/') {
                return Arrays.copyOfRange(bytes, i + 1, bytes.length);
            }
        }
        return bytes.clone();
    }

    /** Whether this is the other name or below it; everything is below the root. */
    public boolean startsWith(EntryName other) {
        int n = other.bytes.length;
        return n == 0 || bytes.length >= n && Arrays.equals(bytes, 0, n, other.bytes, 0, n)
                && (bytes.length == n || bytes[n] == '/');
    }

    /** A copy of the bytes. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /** The number of bytes. */
    public int length() {
        return bytes.length;
    }

    /** The byte at a position, 0 to {@link #length()} − 1. */
    public byte byteAt(int position) {
        return bytes[position];
    }

    /** Writes the bytes to a stream that cannot fail. */
    public void appendTo(ByteArrayOutputStream out) {
        out.write(bytes, 0, bytes.length);
    }

    /** Component order: as unsigned bytes, with the slash below everything else. */
    @Override
    public int compareTo(EntryName other) {
        int i = Arrays.mismatch(bytes, other.bytes);
        if (i < 0) {
            return 0;
        }
        if (i >= bytes.length || i >= other.bytes.length) {
            return bytes.length - other.bytes.length;
        }
        return rank(bytes[i]) - rank(other.bytes[i]);
    }

    private static int rank(byte b) {
        return b == '/' ? -1 : b & 0xff;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryName name && Arrays.equals(bytes, name.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** For messages, without loss ({@link NameText}); the root is {@code .}. */
    @Override
    public String toString() {
        return bytes.length == 0 ? "." : NameText.of(bytes);
    }
}
