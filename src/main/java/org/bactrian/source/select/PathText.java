package org.bactrian.source.select;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Paths and patterns as the characters that rules match on. Names are bytes; where they are UTF-8, a character is a
 * character, and each byte that is not part of valid UTF-8 stands for itself as U+DC00 + byte (Python's
 * {@code surrogateescape}, which is what duplicity matches on). Different bytes give different text. Thread-safe.
 */
public final class PathText {
    private static final int ESCAPE = 0xdc00;

    private PathText() {
    }

    /** The text of some bytes; never fails. */
    public static String decode(byte[] bytes) {
        int[] points = new int[bytes.length];
        return new String(points, 0, decode(bytes, points, 0));
    }

    /** The bytes of a text made by {@link #decode(byte[])}; of any other text without lone surrogates its UTF-8 form. */
    public static byte[] encode(String text) {
        byte[] out = new byte[text.length() * 3];
        int n = 0;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c >= ESCAPE + 0x80 && c <= ESCAPE + 0xff) {
                out[n++] = (byte) c;
            } else {
                byte[] utf8 = Character.toString(c).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(utf8, 0, out, n, utf8.length);
                n += utf8.length;
            }
        }
        return Arrays.copyOf(out, n);
    }

    /** For messages: the UTF-8 reading of some bytes, a bad one as U+FFFD. */
    static String display(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The code points of a text. */
    static int[] points(String text) {
        return text.codePoints().toArray();
    }

    /**
     * Decodes bytes into code points.
     *
     * @param out room for as many as there are bytes, beginning at {@code at}
     * @return the position in {@code out} behind the last one
     */
    static int decode(byte[] bytes, int[] out, int at) {
        int n = at;
        for (int i = 0; i < bytes.length;) {
            int b = bytes[i];
            if (b >= 0) {
                out[n++] = b;
                i++;
                continue;
            }
            int length = sequenceLength(bytes, i);
            if (length == 0) {
                out[n++] = ESCAPE + (b & 0xff);
                i++;
            } else {
                out[n++] = codePoint(bytes, i, length);
                i += length;
            }
        }
        return n;
    }

    /** The length of the well-formed sequence (RFC 3629) of a non-ASCII character at a position; 0 if there is none. */
    private static int sequenceLength(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3
                : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
        if (length == 0 || at + length > bytes.length) {
            return 0;
        }
        for (int i = at + 1; i < at + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int c = codePoint(bytes, at, length);
        boolean overlong = length == 3 && c < 0x800 || length == 4 && c < 0x10000;
        boolean impossible = c > 0x10ffff || c >= 0xd800 && c <= 0xdfff;
        return overlong || impossible ? 0 : length;
    }

    private static int codePoint(byte[] bytes, int at, int length) {
        int c = bytes[at] & (0x7f >> length);
        for (int i = at + 1; i < at + length; i++) {
            c = c << 6 | bytes[i] & 0x3f;
        }
        return c;
    }
}
