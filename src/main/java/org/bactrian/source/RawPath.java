package org.bactrian.source;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * File names as the bytes they are. A Unix {@link Path} keeps the raw bytes, but its text form replaces what the
 * locale's encoding cannot say. So the text is used only where it is known to be lossless (plain ASCII always; anything
 * without U+FFFD if the JVM's file name encoding is UTF-8); else the {@code file:} URI is, which holds each byte as
 * {@code %XX}, both ways. Works under any locale. Thread-safe, without state.
 */
public final class RawPath {
    private static final boolean NAMES_ARE_UTF8 = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
    private static final char REPLACEMENT = '\ufffd';
    /** Longer than any file name may be, so that nothing of this name exists anywhere. */
    private static final String IMPOSSIBLE_NAME = "x".repeat(300);
    private static final String URI_START = "file://";
    private static final String HEX = "0123456789ABCDEF";

    private RawPath() {
    }

    /** The bytes of a path as it stands: not made absolute, nothing normalised. */
    public static byte[] bytes(Path path) {
        String text = path.toString();
        return isFaithful(text) ? text.getBytes(StandardCharsets.UTF_8) : bytesByUri(path);
    }

    /** The bytes of a path's last component; empty for the file system's root. */
    public static byte[] nameBytes(Path path) {
        Path name = path.getFileName();
        return name == null ? new byte[0] : bytes(name);
    }

    /** The bytes a symbolic link holds, as they are: {@code a//b/} stays {@code a//b/}. */
    public static byte[] linkTarget(Path link) throws IOException {
        return bytes(Files.readSymbolicLink(link));
    }

    /**
     * The path of something in a folder.
     *
     * @param component the raw name: not empty, no slash, no NUL
     * @throws IllegalArgumentException if the name is none
     */
    public static Path child(Path folder, byte[] component) {
        checkComponent(component);
        String text = faithfulText(component);
        return folder.resolve(text != null ? Path.of(text) : absoluteByUri(component).getFileName());
    }

    /**
     * The path of an entry of a tree.
     *
     * @param root the tree's root
     * @param name relative to it; {@code ..} is not looked for here, whoever took the name from an archive has done that
     * @throws IllegalArgumentException if the name is absolute
     */
    public static Path resolve(Path root, EntryName name) {
        if (name.isRoot()) {
            return root;
        }
        byte[] bytes = name.toBytes();
        if (bytes[0] == '/') {
            throw new IllegalArgumentException("not relative: " + name);
        }
        String text = faithfulText(bytes);
        if (text != null) {
            return root.resolve(text);
        }
        Path absolute = absoluteByUri(bytes);
        return root.resolve(absolute.subpath(0, absolute.getNameCount()));
    }

    /** The path with these bytes, relative or absolute; empty components go, as {@link Path#of} has it. */
    public static Path of(byte[] path) {
        String text = faithfulText(path);
        if (text != null) {
            return Path.of(text);
        }
        Path absolute = absoluteByUri(path);
        return path[0] == '/' ? absolute : absolute.subpath(0, absolute.getNameCount());
    }

    private static void checkComponent(byte[] component) {
        boolean bad = component.length == 0;
        for (byte b : component) {
            bad |= b == 0 || b == '/';
        }
        if (bad) {
            throw new IllegalArgumentException("not a file name: " + new String(component, StandardCharsets.UTF_8));
        }
    }

    private static boolean isFaithful(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == REPLACEMENT || c > 0x7f && !NAMES_ARE_UTF8) {
                return false;
            }
        }
        return true;
    }

    /** The text that the JVM turns into exactly these bytes, or null if there may be none. */
    private static String faithfulText(byte[] bytes) {
        boolean ascii = true;
        for (byte b : bytes) {
            ascii &= b >= 0;
        }
        if (ascii) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        if (!NAMES_ARE_UTF8) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /**
     * {@link Path#toUri()} makes a path absolute, and adds a slash if the path is that of a folder. A last component that
     * cannot exist keeps it from doing the latter.
     */
    private static byte[] bytesByUri(Path path) {
        String marked = path.resolve(IMPOSSIBLE_NAME).toUri().getRawPath();
        int start = 0;
        if (!path.isAbsolute()) {
            start = Path.of("").resolve(IMPOSSIBLE_NAME).toUri().getRawPath().length() - IMPOSSIBLE_NAME.length();
        }
        return percentDecoded(marked, start, marked.length() - IMPOSSIBLE_NAME.length() - 1);
    }

    private static byte[] percentDecoded(String text, int start, int end) {
        byte[] decoded = new byte[end - start];
        int n = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                decoded[n++] = (byte) Integer.parseInt(text, i + 1, i + 3, 16);
                i += 2;
            } else {
                decoded[n++] = (byte) c;
            }
        }
        return Arrays.copyOf(decoded, n);
    }

    private static Path absoluteByUri(byte[] path) {
        StringBuilder uri = new StringBuilder(URI_START.length() + 1 + 3 * path.length).append(URI_START).append('/');
        for (byte b : path) {
            if (b == '/' || b >= '0' && b <= '9' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z') {
                uri.append((char) b);
            } else {
                uri.append('%').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
            }
        }
        return Path.of(URI.create(uri.toString()));
    }
}
