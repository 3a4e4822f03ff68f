package org.bactrian.chain;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * How manifests write byte strings (spec 2.2): raw, unless there is whitespace, a backslash or a quote in it; then in
 * double quotes with each such byte as {@code \xHH}. All other bytes stay raw, also those that are not UTF-8.
 */
public final class Quoting {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Quoting() {
    }

    /** The written form; the same array if nothing needs quoting. */
    public static byte[] quote(byte[] raw) {
        int special = 0;
        for (byte b : raw) {
            special += isSpecial(b) ? 1 : 0;
        }
        if (special == 0) {
            return raw;
        }
        byte[] quoted = new byte[raw.length + 3 * special + 2];
        int at = 0;
        quoted[at++] = '"';
        for (byte b : raw) {
            if (isSpecial(b)) {
                quoted[at++] = '\\';
                quoted[at++] = 'x';
                quoted[at++] = HEX[b >> 4];
                quoted[at++] = HEX[b & 15];
            } else {
                quoted[at++] = b;
            }
        }
        quoted[at] = '"';
        return quoted;
    }

    /** The bytes that were written; what is not a whole {@code \xHH} is taken as it stands. */
    public static byte[] unquote(byte[] written) {
        if (written.length < 2 || written[0] != '"') {
            return written;
        }
        ByteArrayOutputStream raw = new ByteArrayOutputStream(written.length);
        int end = written.length - 1;
        int i = 1;
        while (i < end) {
            int value = i + 3 < end && written[i] == '\\' && written[i + 1] == 'x' ? hex(written[i + 2], written[i + 3]) : -1;
            raw.write(value < 0 ? written[i] : value);
            i += value < 0 ? 1 : 4;
        }
        return raw.toByteArray();
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b >= '\t' && b <= '\r';
    }

    private static boolean isSpecial(byte b) {
        return isSpace(b) || b == '\\' || b == '"' || b == '\'';
    }

    private static int hex(byte high, byte low) {
        int h = Character.digit(high, 16);
        int l = Character.digit(low, 16);
        return h < 0 || l < 0 ? -1 : h << 4 | l;
    }
}
