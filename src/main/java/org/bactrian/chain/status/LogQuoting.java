package org.bactrian.chain.status;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * File names in the machine log (spec 12.3): in single quotes, with Python's escapes. A byte that is not UTF-8 is written
 * as {@code \}{@code udcXX}, where duplicity loses the whole record.
 */
public final class LogQuoting {
    private static final int SURROGATE_OF_BYTE = 0xdc00;

    private LogQuoting() {
    }

    /** @param name raw bytes */
    public static String quote(byte[] name) {
        StringBuilder out = new StringBuilder("'");
        int at = 0;
        while (at < name.length) {
            int length = sequence(name, at);
            int code = length == 0 ? SURROGATE_OF_BYTE + (name[at] & 0xff)
                    : new String(name, at, length, StandardCharsets.UTF_8).codePointAt(0);
            append(out, code);
            at += Math.max(1, length);
        }
        return out.append('\'').toString();
    }

    /** How many bytes the UTF-8 sequence at this place has; 0 if there is none. */
    private static int sequence(byte[] name, int at) {
        int first = name[at] & 0xff;
        int length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        if (length == 1) {
            return 1;
        }
        if (at + length > name.length) {
            return 0;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name, at, length));
            return length;
        } catch (CharacterCodingException e) {
            return 0;
        }
    }

    private static void append(StringBuilder out, int code) {
        switch (code) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\\' -> out.append("\\\\");
            default -> {
                if (code >= ' ' && code < 0x7f && code != '\'') {
                    out.append((char) code);
                } else if (code < 0x100) {
                    out.append(String.format("\\x%02x", code));
                } else {
                    out.append(String.format(code < 0x10000 ? "\\u%04x" : "\\U%08x", code));
                }
            }
        }
    }
}
