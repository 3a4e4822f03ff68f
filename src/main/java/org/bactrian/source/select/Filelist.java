package org.bactrian.source.select;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads a list of file specifications (spec 10): one a line, or NUL-terminated; white space around it dropped; empty ones
 * and comments skipped; a prefix {@code + } or {@code - } overrides what the list is for; then one pair of quotes dropped.
 */
final class Filelist {
    private static final String INCLUDE = "+ ";
    private static final String EXCLUDE = "- ";

    private Filelist() {
    }

    /** One line: a pattern and what to do with what it matches. */
    record Line(boolean include, String pattern) { }

    /**
     * @param bytes         the list; what is not UTF-8 stands for itself, byte by byte
     * @param include       what a line without prefix does
     * @param nullSeparator whether NUL separates the lines
     */
    static List<Line> parse(byte[] bytes, boolean include, boolean nullSeparator) {
        String text = PathText.decode(bytes).replace("\r\n", "\n").replace('\r', '\n');
        List<Line> lines = new ArrayList<>();
        for (String raw : text.split(nullSeparator ? "\0" : "\n")) {
            String line = strip(raw);
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            boolean prefixed = line.startsWith(INCLUDE) || line.startsWith(EXCLUDE);
            String pattern = unquote(prefixed ? line.substring(INCLUDE.length()) : line);
            if (!pattern.isEmpty()) {
                lines.add(new Line(prefixed ? line.startsWith(INCLUDE) : include, pattern));
            }
        }
        return lines;
    }

    private static String unquote(String text) {
        boolean quoted = text.startsWith("\"") && text.endsWith("\"") || text.startsWith("'") && text.endsWith("'");
        return quoted ? text.substring(1, Math.max(1, text.length() - 1)) : text;
    }

    private static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** What Python's {@code str.strip} takes off: Java's white space, and the spaces that do not break. */
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
