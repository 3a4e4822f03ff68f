package org.bactrian.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * File names are bytes, and not always UTF-8. In texts a byte that is not part of UTF-8 stands as one char U+DC80 to U+DCFF
 * (U+DC00 plus the byte; a lone surrogate, that no UTF-8 gives), so that nothing is lost and the log can print the name as it is.
 * Python's "surrogateescape" is the same, so programs that read our machine log or JSON with Python get the name as well.
 */
public final class NameText {
    private static final int ESCAPE = 0xDC00;
    private static final char FIRST = '\uDC80';
    private static final char LAST = '\uDCFF';

    private NameText() {
    }

    /** The text that stands for these bytes. */
    public static String of(byte[] name) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(name);
        CharBuffer out = CharBuffer.allocate(name.length);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (ESCAPE + (in.get() & 0xff)));
            }
        }
    }

    /** The bytes that a text stands for: {@link #of} undone; any other lone surrogate becomes a question mark. */
    public static byte[] bytes(String text) {
        if (!hasEscapes(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                out.writeBytes(text.substring(start, i).getBytes(StandardCharsets.UTF_8));
                out.write(text.charAt(i) - ESCAPE);
                start = i + 1;
            }
        }
        out.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /**
     * The name as the machine log writes it (spec 12.3): in single quotes, with Python's unicode escapes for everything
     * that is not printable ASCII, and for the quote itself.
     */
    public static String quoted(byte[] name) {
        String text = of(name);
        StringBuilder out = new StringBuilder(text.length() + 2).append('\'');
        text.codePoints().forEach(c -> appendEscaped(out, c));
        return out.append('\'').toString();
    }

    private static void appendEscaped(StringBuilder out, int c) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\\' -> out.append("\\\\");
            case '\'' -> out.append("\\x27");
            default -> {
                if (c >= ' ' && c < 0x7f) {
                    out.append((char) c);
                } else {
                    out.append(c > 0xffff ? "\\U%08x".formatted(c) : c > 0xff ? "\\u%04x".formatted(c) : "\\x%02x".formatted(c));
                }
            }
        }
    }

    private static boolean hasEscapes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                return true;
            }
        }
        return false;
    }

    /** A low surrogate in that range which no high one precedes. */
    private static boolean isEscape(String text, int at) {
        char c = text.charAt(at);
        return c >= FIRST && c <= LAST && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
